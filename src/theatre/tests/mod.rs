use super::*;

mod common;
mod facts;
mod faults;

#[test]
fn the_packs_within_the_binary_are_whole() {
    for id in EMBEDDED {
        let files = embedded_files(id).unwrap();
        let faults: Vec<_> = check(&files).iter().map(ToString::to_string).collect();
        assert!(faults.is_empty(), "{id}: {faults:#?}");
        assert_eq!(Names::embedded(id).id, *id);
    }
}
