//! Event mentions to incidents, free of the order in which reports arrive.
