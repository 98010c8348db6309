//! Views that were looked at, to go back and forward between.

/// A line of visited values with a present one.
#[derive(Clone, Debug, Default)]
pub struct History<T> {
    past: Vec<T>,
    future: Vec<T>,
}

/// How many views are kept.
const KEPT: usize = 100;

impl<T: Clone + PartialEq> History<T> {
    /// A history without a past.
    pub fn new() -> Self {
        Self { past: Vec::new(), future: Vec::new() }
    }

    /// Leaves `now` behind for something new; what lay ahead is forgotten.
    pub fn leave(&mut self, now: T) {
        if self.past.last() != Some(&now) {
            self.past.push(now);
        }
        if self.past.len() > KEPT {
            self.past.remove(0);
        }
        self.future.clear();
    }

    /// The view before `now`, which is kept for going forward.
    pub fn back(&mut self, now: T) -> Option<T> {
        let it = self.past.pop()?;
        self.future.push(now);
        Some(it)
    }

    /// The view that was left by [`Self::back`].
    pub fn forward(&mut self, now: T) -> Option<T> {
        let it = self.future.pop()?;
        self.past.push(now);
        Some(it)
    }
}
