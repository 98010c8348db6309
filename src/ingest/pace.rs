//! How often a flood of reports is grouped.
//!
//! Grouping looks at all that lies around a batch, and in a flood the batches lie around each
//! other. So it never takes more than a twentieth of the time: what it took, it rests nineteenfold.
//! A report that comes alone finds it rested and is grouped at once.

use std::time::{Duration, Instant};

/// Rests after a grouping that took one.
const RESTS: u32 = 19;

/// When grouping may be done again.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Pace {
    rested: Option<Instant>,
    owes: bool,
}

impl Pace {
    /// Whether it has rested.
    pub(super) fn is_due(self) -> bool {
        self.left().is_zero()
    }

    /// How long it still rests.
    pub(super) fn left(self) -> Duration {
        self.rested.map_or(Duration::ZERO, |it| it.saturating_duration_since(Instant::now()))
    }

    /// Whether something was left for a later grouping.
    pub(super) fn owes(self) -> bool {
        self.owes
    }

    /// Something was left for a later grouping.
    pub(super) fn postponed(&mut self) {
        self.owes = true;
    }

    /// All that waited was grouped just now; it had begun at `start`.
    pub(super) fn grouped(&mut self, start: Instant) {
        self.owes = false;
        let end = Instant::now();
        self.rested = end.checked_add(end.saturating_duration_since(start) * RESTS);
    }
}
