"""An invented clinic: people who do not exist, whose diaries look as real diaries do."""
