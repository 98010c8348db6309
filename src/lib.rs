//! vigie reads reports of a conflict, groups what they tell into incidents, and shows them in a
//! terminal.
//!
//! # Bird's eye
//!
//! A pure core between two thin shells that meet only in the store.
//!
//! ```text
//!         sources (HTTP, folders)                 terminal        stdout
//!              │ bytes                                ▲              ▲
//!     ┌────────▼────────┐                       ┌─────┴─────┐  ┌─────┴─────┐
//!     │ fetch ─ ingest  │                       │    tui    │  │  output   │
//!     └────────┬────────┘                       └─────▲─────┘  └─────▲─────┘
//!              │ one transaction per batch            │ snapshots    │
//!     ┌────────▼──────────────────────────────────────┴──────────────┴─────┐
//!     │ store: Writer                                 Reader, Reader, …    │
//!     └────────────────────────────────────────────────────────────────────┘
//!     pure:  model  text  theatre  feed  code  group  query
//! ```
//!
//! # Invariants
//!
//! - The modules from [`model`] to [`query`] know no file, clock, network, thread, terminal or
//!   database. Time comes in as a parameter.
//! - A module uses only modules listed above it in this file.
//! - SQL is written in [`store`] only. Text from outside is cleaned before it is stored and again
//!   wherever it leaves the grid of the screen.
//! - Bad input is a [`model::Fault`] and never loses what stands beside it; an error is ours.

#![cfg_attr(
    test,
    allow(
        clippy::string_slice,
        clippy::cast_possible_truncation,
        clippy::cast_lossless,
        clippy::print_stderr,
        reason = "tests slice their own texts, count small numbers and say what they measured"
    )
)]

pub mod model;
pub mod text;
pub mod theatre;
pub mod feed;
pub mod code;
pub mod group;
pub mod eval;
pub mod query;
pub mod store;
pub mod config;
pub mod fetch;
pub mod ingest;
pub mod output;
pub mod tui;
pub mod cli;
