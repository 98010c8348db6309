//! Tallies kept with each commit are those that counting anew gives.

use proptest::prelude::*;

use super::build::{now, world};
use crate::{
    query::{Node, Query, Term},
    store::{incidents, tally::Tallies},
};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn kept_counts_are_counted_counts(world in world(), gone in 0_usize..5) {
        world.stored(|writer, reader| {
            let standing = incidents::all(&writer.db, 0).unwrap();
            if let Some(one) = standing.get(gone) {
                let mut tallies = Tallies::default();
                incidents::remove(&writer.db, one, &mut tallies).unwrap();
                tallies.save(&writer.db, 0).unwrap();
            }
            let kept = Query::all(now());
            // The same selection, but not the query of which counts are kept.
            let counted = Query { root: all_by_another_name(), now: now() };
            prop_assert!(counted.root != kept.root);
            prop_assert_eq!(reader.actors(&kept).unwrap(), reader.actors(&counted).unwrap());
            prop_assert_eq!(reader.towns(&kept).unwrap(), reader.towns(&counted).unwrap());
            prop_assert_eq!(reader.regions(&kept).unwrap(), reader.regions(&counted).unwrap());
            prop_assert_eq!(reader.trend(&kept).unwrap(), reader.trend(&counted).unwrap());
            Ok(())
        })?;
    }
}

fn all_by_another_name() -> Node {
    Node::or([Node::Term(Term::Undated(true)), Node::Term(Term::Undated(false))])
}
