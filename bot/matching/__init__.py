"""What was asked: normalising, linking entities, matching phrasings, deciding."""
