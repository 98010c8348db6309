//! How the database goes about what is asked most: without these plans a large store is slow and
//! nothing else tells.

use rusqlite::Connection;

use super::build::now;
use crate::{
    query::Query,
    store::{
        derive,
        page::{List, Order, Page, page_sql},
        schema,
    },
};

fn plan(sql: &str) -> String {
    let db = Connection::open_in_memory().unwrap();
    schema::migrate(&db).unwrap();
    let mut explain = db.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
    let mut rows = explain.raw_query();
    let mut plan = String::new();
    while let Some(row) = rows.next().unwrap() {
        plan += &row.get::<_, String>(3).unwrap();
        plan.push('\n');
    }
    plan
}

#[test]
fn a_page_is_a_walk_along_an_index() {
    for (order, index) in [(Order::Changed, "incident_changed"), (Order::Day, "incident_day")] {
        for list in [List::Incidents, List::Statements] {
            for back in [false, true] {
                let page = Page { order, back, ..Page::first(list, 50) };
                let (sql, _) = page_sql(&Query::all(now()), &page, Some(51));
                let plan = plan(&sql);
                assert!(plan.contains(index), "{sql}\n{plan}");
                assert!(!plan.contains("TEMP B-TREE"), "sorted to show a page: {plan}");
            }
        }
    }
}

#[test]
fn what_lies_under_some_keys_is_looked_up_key_by_key() {
    let plan = plan(&derive::under_keys());
    assert!(plan.contains("SEARCH k USING PRIMARY KEY (gen=? AND key=?)"), "{plan}");
    assert!(plan.contains("SEARCH m USING INTEGER PRIMARY KEY"), "{plan}");
}
