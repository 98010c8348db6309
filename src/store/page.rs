//! Lists, one page at a time.

use rusqlite::{params_from_iter, types::Value};

use crate::{
    model::{Incident, Slug},
    query::Query,
};

use super::{
    StoreError, decode,
    reader::Reader,
    select::{Condition, From},
};

/// Which list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum List {
    /// What happened on the ground.
    #[default]
    Incidents,
    /// What was said, decreed or agreed.
    Statements,
    /// Both.
    Both,
}

/// In which order, the newest first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// By latest change.
    #[default]
    Changed,
    /// By the day of the event; undated ones last.
    Day,
}

/// After which row a page begins: the order's key and the id of that row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    key: Place,
    id: Slug,
}

/// The key of a row in its order.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Place {
    Changed(i64),
    Day(String),
}

/// A page of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// Which list.
    pub list: List,
    /// In which order.
    pub order: Order,
    /// The row before the page; `None` begins at the head.
    pub after: Option<Cursor>,
    /// Turned round: the rows before that one, or the last of all; they come in the list's order.
    pub back: bool,
    /// At most so many rows; `None` is all.
    pub limit: Option<usize>,
}

impl Cursor {
    fn values(&self) -> [Value; 2] {
        let key = match &self.key {
            Place::Changed(at) => Value::Integer(*at),
            Place::Day(day) => Value::Text(day.clone()),
        };
        [key, Value::Text(self.id.to_string())]
    }
}

impl Page {
    /// The first rows of a list in the order of latest change.
    pub fn first(list: List, limit: usize) -> Self {
        Self { list, limit: Some(limit), ..Self::default() }
    }

    /// The whole list.
    pub fn all(list: List) -> Self {
        Self { list, ..Self::default() }
    }
}

/// A row of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The incident.
    pub incident: Incident,
    /// The number of the commit that last changed it.
    pub seq: u64,
}

/// What a page holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Snapshot {
    /// The rows.
    pub rows: Vec<Row>,
    /// Where the next page begins; `None` when this was the last.
    pub next: Option<Cursor>,
    /// The number of the last commit when it was read.
    pub seq: u64,
}

impl List {
    fn condition(self) -> &'static str {
        match self {
            Self::Incidents => "i.statement = 0",
            Self::Statements => "i.statement = 1",
            Self::Both => "i.statement IN (0, 1)",
        }
    }
}

impl List {
    /// Whether an incident or statement stands on it.
    pub(super) fn holds(self, incident: &Incident) -> bool {
        match self {
            Self::Incidents => !incident.statement,
            Self::Statements => incident.statement,
            Self::Both => true,
        }
    }
}

impl Order {
    fn column(self) -> &'static str {
        match self {
            Self::Changed => "i.changed",
            Self::Day => "i.day",
        }
    }

    /// Where a page goes on that ends with this incident.
    pub fn cursor(self, incident: &Incident) -> Cursor {
        let key = match self {
            Self::Changed => Place::Changed(incident.changed.as_microsecond()),
            Self::Day => {
                Place::Day(incident.when.as_ref().map_or(String::new(), |it| it.date.to_string()))
            }
        };
        Cursor { key, id: incident.id.clone() }
    }
}

impl Reader {
    /// One page of the incidents or statements that a query selects.
    pub fn load(&self, query: &Query, page: &Page) -> Result<Snapshot, StoreError> {
        self.consistent(|| {
            let rows = self.rows(query, page, page.limit.map(|it| it + 1))?;
            let mut snapshot = snapshot(rows, page, self.seq()?);
            if page.back {
                snapshot.rows.reverse();
            }
            Ok(snapshot)
        })
    }

    /// How many incidents or statements a query selects.
    pub fn count(&self, query: &Query, list: List) -> Result<u64, StoreError> {
        let condition = Condition::of(query, From::Incidents);
        let sql = format!(
            "SELECT count(*) FROM incident i WHERE i.gen = ({}) AND {} AND ({})",
            super::reader::GENERATION,
            list.condition(),
            condition.sql
        );
        let mut find = self.db.prepare_cached(&sql)?;
        Ok(find.query_row(params_from_iter(condition.values), |row| row.get(0))?)
    }

    /// How many selected rows stand before one.
    pub fn place(
        &self,
        query: &Query,
        list: List,
        order: Order,
        row: &Cursor,
    ) -> Result<u64, StoreError> {
        let mut condition = Condition::of(query, From::Incidents);
        let sql = format!(
            "SELECT count(*) FROM incident i WHERE i.gen = ({}) AND {} AND ({}) AND ({}, i.id) > (?, ?)",
            super::reader::GENERATION,
            list.condition(),
            condition.sql,
            order.column()
        );
        condition.values.extend(row.values());
        let mut find = self.db.prepare_cached(&sql)?;
        Ok(find.query_row(params_from_iter(condition.values), |row| row.get(0))?)
    }

    /// The ids of what changed after a commit.
    pub fn changed_since(&self, seq: u64) -> Result<Vec<Slug>, StoreError> {
        let sql = format!(
            "SELECT id FROM incident WHERE gen = ({}) AND seq > ?1 ORDER BY seq",
            super::reader::GENERATION
        );
        let mut find = self.db.prepare_cached(&sql)?;
        let ids = find.query_map([seq], |row| decode::slug(row, 0))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }

    /// What moves whenever a list of incidents is another: the generation, the newest change, and
    /// how many there are.
    pub fn lists_state(&self) -> Result<(i64, u64, u64), StoreError> {
        let sql = format!(
            "SELECT coalesce(max(gen), 0), coalesce(max(seq), 0), count(*) FROM incident \
             WHERE gen = ({})",
            super::reader::GENERATION
        );
        let mut find = self.db.prepare_cached(&sql)?;
        Ok(find.query_row([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?)
    }

    fn rows(
        &self,
        query: &Query,
        page: &Page,
        limit: Option<usize>,
    ) -> Result<Vec<Row>, StoreError> {
        let (sql, values) = page_sql(query, page, limit);
        let mut find = self.db.prepare_cached(&sql)?;
        let rows = find.query_map(params_from_iter(values), |row| {
            Ok(Row { incident: decode::incident(row, 0)?, seq: row.get(1)? })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// The rows of a page with their parameters; a test holds that they come out of an index in order.
pub(super) fn page_sql(query: &Query, page: &Page, limit: Option<usize>) -> (String, Vec<Value>) {
    let column = page.order.column();
    let mut condition = Condition::of(query, From::Incidents);
    let mut sql = format!(
        "SELECT i.body, i.seq FROM incident i WHERE i.gen = ({}) AND {} AND ({})",
        super::reader::GENERATION,
        page.list.condition(),
        condition.sql
    );
    if let Some(after) = &page.after {
        sql = format!("{sql} AND ({column}, i.id) {} (?, ?)", if page.back { ">" } else { "<" });
        condition.values.extend(after.values());
    }
    let way = if page.back { "ASC" } else { "DESC" };
    sql = format!("{sql} ORDER BY {column} {way}, i.id {way}");
    if let Some(limit) = limit {
        sql.push_str(" LIMIT ?");
        condition.values.push(Value::Integer(i64::try_from(limit).unwrap_or(i64::MAX)));
    }
    (sql, condition.values)
}

/// Rows of which one more was asked for than the page holds.
fn snapshot(mut rows: Vec<Row>, page: &Page, seq: u64) -> Snapshot {
    let more = page.limit.is_some_and(|limit| rows.len() > limit);
    if let Some(limit) = page.limit {
        rows.truncate(limit);
    }
    let last = rows.last().filter(|_| more);
    let next = last.map(|row| page.order.cursor(&row.incident));
    Snapshot { rows, next, seq }
}
