//! When a source is due. Pure: the clock is a parameter, and jitter follows from the source's id.

use jiff::{SignedDuration, Timestamp};
use xxhash_rust::xxh3::xxh3_64;

use crate::config;

/// Between which bounds a source is polled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// At least this long between two polls.
    pub min: SignedDuration,
    /// At most this long.
    pub max: SignedDuration,
}

impl From<&config::Fetch> for Bounds {
    fn from(config: &config::Fetch) -> Self {
        let minutes = |it: u32| SignedDuration::from_mins(it.into());
        Self { min: minutes(config.min_minutes), max: minutes(config.max_minutes) }
    }
}

/// What is known of a source's rhythm; every part may be missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rhythm {
    /// Set by the user: holds as it is.
    pub every: Option<SignedDuration>,
    /// The feed's `ttl`, `sy:updatePeriod`, or the answer's freshness, whichever is longest.
    pub asked: Option<SignedDuration>,
    /// The usual gap between two entries.
    pub usual_gap: Option<SignedDuration>,
}

/// For a source that says nothing of itself.
const UNKNOWN: SignedDuration = SignedDuration::from_mins(30);

/// A server that asks for more rest than this has made a mistake.
const LONGEST_REST: SignedDuration = SignedDuration::from_hours(7 * 24);

/// How long to wait between two polls: half the usual gap between entries, longer where the source
/// asks for it, within the bounds.
pub fn interval(rhythm: &Rhythm, bounds: &Bounds) -> SignedDuration {
    if let Some(every) = rhythm.every {
        return every.max(SignedDuration::from_secs(1));
    }
    let own = rhythm.usual_gap.map_or(UNKNOWN, |it| it / 2);
    own.max(rhythm.asked.unwrap_or_default()).clamp(bounds.min, bounds.max)
}

/// When a source that answered is due again: after its interval, give or take a twentieth.
pub fn after_success(now: Timestamp, interval: SignedDuration, id: &str) -> Timestamp {
    let spread = interval / 10;
    later(now, interval - spread / 2 + share(spread, id, 0))
}

/// When a source that failed is due again: twice the interval for each failure in a row, up to the
/// greatest, never before `Retry-After`; up to a quarter later by its id, so that what failed
/// together does not come back together.
pub fn after_failure(
    now: Timestamp,
    interval: SignedDuration,
    bounds: &Bounds,
    failures: u32,
    retry_after: Option<SignedDuration>,
    id: &str,
) -> Timestamp {
    let doubled = interval.saturating_mul(1 << failures.saturating_sub(1).min(16));
    let wait = doubled.min(bounds.max.max(interval));
    let asked = retry_after.unwrap_or_default().min(LONGEST_REST);
    let wait = wait.max(asked);
    later(now, wait + share(wait.min(bounds.max) / 4, id, failures))
}

fn later(now: Timestamp, wait: SignedDuration) -> Timestamp {
    now.saturating_add(wait).unwrap_or(now)
}

/// A part of a span that is the same whenever it is asked for.
fn share(span: SignedDuration, id: &str, salt: u32) -> SignedDuration {
    let hash = xxh3_64(format!("{id} {salt}").as_bytes()) % 1000;
    let thousandths = i32::try_from(hash).unwrap_or(0);
    span / 1000 * thousandths
}

/// The indices of what is due, those that have failed of late behind the healthy ones, the longest
/// overdue first. `next` and `failures` of each source; never tried means due.
pub fn due(sources: &[(Option<Timestamp>, u32)], now: Timestamp) -> Vec<usize> {
    let mut found: Vec<_> = (0..sources.len())
        .filter(|&at| sources.get(at).is_some_and(|(next, _)| next.is_none_or(|it| it <= now)))
        .collect();
    found.sort_by_key(|&at| sources.get(at).map(|(next, failures)| (*failures > 0, *next)));
    found
}

/// When the next source is due; `None` without any.
pub fn next(sources: &[(Option<Timestamp>, u32)]) -> Option<Timestamp> {
    sources.iter().map(|(next, _)| next.unwrap_or(Timestamp::MIN)).min()
}

/// The usual gap between entries: the median of the gaps between their times, averaged with what
/// was usual before. Fewer than three different times leave it as it was.
pub fn usual_gap(times: &[Timestamp], before: Option<SignedDuration>) -> Option<SignedDuration> {
    let mut times = times.to_vec();
    times.sort_unstable();
    times.dedup();
    if times.len() < 3 {
        return before;
    }
    let mut gaps: Vec<_> =
        times.windows(2).filter_map(|it| Some(it.last()?.duration_since(*it.first()?))).collect();
    gaps.sort_unstable();
    let median = *gaps.get(gaps.len() / 2)?;
    Some(before.map_or(median, |before| (before + median) / 2))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const BOUNDS: Bounds =
        Bounds { min: SignedDuration::from_mins(5), max: SignedDuration::from_hours(24) };

    fn minutes(it: i64) -> SignedDuration {
        SignedDuration::from_mins(it)
    }

    fn now() -> Timestamp {
        "2026-04-25T10:00:00Z".parse().unwrap()
    }

    /// Minutes of `every`, `asked` and `usual_gap`, 0 for none.
    #[track_caller]
    fn check(every: i64, asked: i64, gap: i64, expected: i64) {
        let some = |it: i64| (it > 0).then(|| minutes(it));
        let rhythm = Rhythm { every: some(every), asked: some(asked), usual_gap: some(gap) };
        assert_eq!(interval(&rhythm, &BOUNDS), minutes(expected), "{rhythm:?}");
    }

    #[test]
    fn a_source_is_polled_in_its_own_rhythm() {
        check(0, 0, 0, 30);
        check(0, 0, 60, 30);
        check(0, 0, 2, 5);
        check(0, 0, 10_000, 1440);
        check(0, 60, 20, 60);
        check(0, 10, 120, 60);
        check(0, 100_000, 20, 1440);
        check(2, 60, 600, 2);
    }

    #[test]
    fn failures_back_off() {
        let wait = |failures, retry: Option<i64>| {
            let at = after_failure(now(), minutes(30), &BOUNDS, failures, retry.map(minutes), "id");
            at.duration_since(now()).as_mins()
        };
        assert!((30..38).contains(&wait(1, None)), "{}", wait(1, None));
        assert!((60..76).contains(&wait(2, None)));
        assert!((240..301).contains(&wait(4, None)));
        assert!((1440..1801).contains(&wait(40, None)));
        assert!((120..151).contains(&wait(1, Some(120))));
        assert!(wait(1, Some(4000)) >= 4000);
        assert!(wait(1, Some(1_000_000)) < 7 * 24 * 60 + 400);
    }

    #[test]
    fn what_is_due_comes_in_order() {
        let ago = |it: i64| Some(now() - minutes(it));
        let sources = [(ago(1), 0), (ago(-1), 0), (None, 0), (ago(90), 2), (ago(5), 0)];
        assert_eq!(due(&sources, now()), [2, 4, 0, 3]);
        assert_eq!(next(&sources[..2]), ago(1));
        assert_eq!(next(&[]), None);
    }

    #[test]
    fn the_usual_gap_is_the_median() {
        let at = |hours: i64| now() + SignedDuration::from_hours(hours);
        let hours = SignedDuration::from_hours;
        assert_eq!(usual_gap(&[at(0), at(3), at(6), at(100)], None), Some(hours(3)));
        assert_eq!(usual_gap(&[at(0), at(0), at(6)], None), None);
        assert_eq!(usual_gap(&[at(0), at(2), at(4)], Some(hours(4))), Some(hours(3)));
    }

    proptest! {
        #[test]
        fn jitter_stays_within_a_twentieth(id in "[a-z]{1,12}", length in 1i64..5000) {
            let interval = minutes(length);
            let wait = after_success(now(), interval, &id).duration_since(now());
            prop_assert!((wait - interval).abs() <= interval / 20 + SignedDuration::from_secs(1));
        }

        #[test]
        fn retry_after_is_never_cut_short(failures in 1u32..60, asked in 0i64..9000) {
            let at = after_failure(now(), minutes(30), &BOUNDS, failures, Some(minutes(asked)), "x");
            prop_assert!(at.duration_since(now()) >= minutes(asked));
        }
    }
}
