"""What is told of a patient, one module a finding; page, paper and copied text show the same Section."""

from dashboard.sections.section import Card, Detail, LinkedDay, Section

__all__ = ["Card", "Detail", "LinkedDay", "Section"]
