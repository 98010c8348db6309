mod build;
mod copies;
mod rules;
mod select;
mod tallies;
