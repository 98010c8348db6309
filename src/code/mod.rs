//! Text to mentions and event mentions, every one with its evidence and its reason.
