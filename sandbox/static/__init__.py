"""The page's files: plain HTML, CSS and scripts, served as they are."""
