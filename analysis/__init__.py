"""From export file to finding: everything that is known of a diary, without a screen."""
