//! The pages of what can be opened: an incident, its reports' text, an actor, a town.

pub mod actor;
pub mod incident;
pub mod text;
pub mod town;
