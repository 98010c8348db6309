//! The pages of what can be opened: an incident, its reports' text, an actor, a town.

pub mod actor;
mod arrivals;
mod claimants;
pub mod incident;
pub mod text;
pub mod town;
