"""The page: what a person sees and does in a browser, through the same acts as the tests."""
