//! The filter language: what it says, and whether an incident matches.
//!
//! [`parse()`] reads a line into a [`Query`], whose `Display` writes the same query again, and
//! [`Query::matches`] is its meaning. The store translates the same tree into its own language and
//! must select exactly what `matches` selects.
//!
//! ```text
//! or    := and (OR and)*
//! and   := unary ([AND] unary)*
//! unary := [-|NOT] (term | "(" or ")")
//! term  := key:value[,value]* | key<op>value | word | "phrase"
//! ```

pub mod ast;
mod complete;
mod matches;
mod parse;
mod print;
mod resolve;
#[cfg(test)]
mod tests;
pub mod time;
pub mod words;

pub use ast::{Node, Query, Term};
pub use complete::{Candidate, Completion, complete};
pub use matches::{IncidentView, ReportView, event_days, is_late, publisher_form};
pub use parse::{QueryError, parse};
pub use resolve::OBJECTS;
