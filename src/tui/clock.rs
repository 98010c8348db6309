//! When the desk's clock next turns.

use std::time::Duration;

use jiff::Timestamp;

/// The minute that an instant is in.
pub fn minute(now: Timestamp) -> Timestamp {
    let second = now.as_second();
    Timestamp::from_second(second - second.rem_euclid(60)).unwrap_or(now)
}

/// How long until the next minute begins.
pub fn to_next_minute(now: Timestamp) -> Duration {
    let millis = 60_000 - now.as_millisecond().rem_euclid(60_000);
    Duration::from_millis(u64::try_from(millis).unwrap_or(60_000))
}
