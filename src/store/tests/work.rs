//! How far long work is, as other processes learn it.

use crate::store::{Telling, Work};

#[test]
fn work_is_told_until_it_ends_or_its_process_is_gone() {
    let dir = std::env::temp_dir().join(format!("vigie-work-{}", std::process::id()));
    std::fs::create_dir_all(&dir).expect("a folder for the test");
    assert_eq!(Work::under_way(&dir), None);
    let telling = Telling::of(&dir, "reading all reports again,");
    telling.tell(3_usize, 40_usize);
    let work = Work { what: "reading all reports again,".to_owned(), done: 3, total: 40 };
    assert_eq!(Work::under_way(&dir), Some(work));
    drop(telling);
    assert_eq!(Work::under_way(&dir), None);
    // A process that was killed has left its word behind; no process has this number.
    std::fs::write(dir.join("work"), "4194303999 3 40 reading\n").expect("writable");
    assert_eq!(Work::under_way(&dir), None);
    std::fs::write(dir.join("work"), "nonsense").expect("writable");
    assert_eq!(Work::under_way(&dir), None);
    std::fs::remove_dir_all(dir).expect("ours");
}
