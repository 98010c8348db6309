//! Text as it is read: cleaning, folding, language, sentences and tokens.
