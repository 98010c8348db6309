mod build;
mod copies;
mod plans;
mod rules;
mod select;
mod tallies;
mod work;
