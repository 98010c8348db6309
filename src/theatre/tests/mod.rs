use super::*;

#[test]
fn the_embedded_pack_is_whole() {
    for id in EMBEDDED {
        let files = embedded_files(id).unwrap();
        assert_eq!(check(&files), [], "{id}");
        assert!(Names::embedded(id).find_town("bamako").is_some());
    }
}
