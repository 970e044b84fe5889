"""What stands apart from the rules: it is measured, and not looked at while rules are written."""
