"""What was recorded beside the diary: who a patient is, treatments, visits, scores, and periods set aside."""
