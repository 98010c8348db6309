//! How a source does, in words. Pure.

use std::fmt;

use jiff::{SignedDuration, Timestamp};

/// A source that has been silent for far longer than its habit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Silence {
    /// Since its newest entry.
    pub since: SignedDuration,
    /// The usual gap between two entries.
    pub usual: SignedDuration,
}

/// So many usual gaps without an entry are no accident, if it is a day at least.
const FAR_LONGER: i32 = 10;
const A_DAY: SignedDuration = SignedDuration::from_hours(24);

/// The silence of a source, if it is out of the ordinary.
pub fn silence(
    newest: Option<Timestamp>,
    usual: Option<SignedDuration>,
    now: Timestamp,
) -> Option<Silence> {
    let (since, usual) = (now.duration_since(newest?), usual?);
    (since >= usual.saturating_mul(FAR_LONGER).max(A_DAY)).then_some(Silence { since, usual })
}

impl fmt::Display for Silence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "silent {} (usually {})", brief(self.since), brief(self.usual))
    }
}

/// A span of time in its greatest unit: `9 d`, `3 h`, `20 min`, `5 s`.
pub fn brief(span: SignedDuration) -> String {
    let seconds = span.as_secs().max(0);
    match seconds {
        172_800.. => format!("{} d", seconds / 86_400),
        3600.. => format!("{} h", seconds / 3600),
        60.. => format!("{} min", seconds / 60),
        _ => format!("{seconds} s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(hours: i64, usual_minutes: i64, expected: Option<&str>) {
        let now: Timestamp = "2026-04-25T10:00:00Z".parse().unwrap();
        let newest = now - SignedDuration::from_hours(hours);
        let found = silence(Some(newest), Some(SignedDuration::from_mins(usual_minutes)), now);
        assert_eq!(found.map(|it| it.to_string()).as_deref(), expected);
    }

    #[test]
    fn silence_is_told_against_the_habit() {
        check(9 * 24, 180, Some("silent 9 d (usually 3 h)"));
        check(20, 10, None);
        check(30, 20, Some("silent 30 h (usually 20 min)"));
        check(9 * 24, 7 * 24 * 60, None);
        assert_eq!(silence(None, Some(A_DAY), Timestamp::UNIX_EPOCH), None);
    }
}
