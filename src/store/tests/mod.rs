mod build;
mod copies;
mod select;
mod tallies;
