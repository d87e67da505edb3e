"""`python -m bot` is `lpbot`."""

from bot.cli import main

if __name__ == "__main__":
    main()
