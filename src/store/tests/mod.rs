mod build;
mod copies;
mod later;
mod plans;
mod rules;
mod select;
mod tallies;
mod work;
