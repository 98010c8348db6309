//! What was known at an earlier time: the reports of then, grouped again.

use jiff::Timestamp;
use rusqlite::OptionalExtension;

use crate::{
    group,
    model::{Incident, Lang, Published, Slug},
    query::{IncidentView, Query, ReportView},
    theatre::Names,
};

use super::{
    StoreError, decode, derive,
    incidents::{self, Standing},
    page::List,
    reader::Reader,
    summary::{self, ActorSummary, Sheet, TownSummary},
};

/// What a query looks at in a report.
struct Looked {
    source: Slug,
    publisher: String,
    lang: Option<Lang>,
    published: Option<Published>,
    reported: Timestamp,
    words: String,
}

impl Reader {
    /// The incidents or statements that a query selects of those that the reports reported by a
    /// time tell of, newest change first. Each has the id that it, or what became of it, has now.
    pub fn as_of(
        &self,
        names: &Names,
        query: &Query,
        list: List,
        at: Timestamp,
    ) -> Result<Vec<Incident>, StoreError> {
        self.consistent(|| {
            let mut chosen = self.chosen(query, list, self.known_at(names, at)?)?;
            chosen.sort_by(|a, b| (b.changed, &b.id).cmp(&(a.changed, &a.id)));
            Ok(chosen)
        })
    }

    /// The actors of the incidents that [`Self::as_of`] gives, those with most incidents first.
    pub fn actors_as_of(
        &self,
        names: &Names,
        query: &Query,
        at: Timestamp,
    ) -> Result<Vec<ActorSummary>, StoreError> {
        self.consistent(|| {
            let known = self.known_at(names, at)?;
            let statements: Vec<_> = known.iter().filter(|it| it.statement).cloned().collect();
            let sheet = Sheet::counted(&self.chosen(query, List::Incidents, known)?);
            summary::actors(&sheet, query.now, |actor| {
                let by = statements.iter().filter(|it| it.parties.iter().any(|it| it.id == actor));
                Ok(by.map(|it| it.last_reported).max())
            })
        })
    }

    /// The towns of the incidents that [`Self::as_of`] gives, those with most incidents first.
    pub fn towns_as_of(
        &self,
        names: &Names,
        query: &Query,
        at: Timestamp,
    ) -> Result<Vec<TownSummary>, StoreError> {
        self.consistent(|| {
            let known = self.known_at(names, at)?;
            let sheet = Sheet::counted(&self.chosen(query, List::Incidents, known)?);
            summary::towns(&sheet, query.now, |town| self.last_mention(town, at))
        })
    }

    /// The incidents and statements that the reports reported by a time tell of.
    fn known_at(&self, names: &Names, at: Timestamp) -> Result<Vec<Incident>, StoreError> {
        let generation = self.generation()?;
        let told = derive::told_by(&self.db, generation, at)?;
        let mut found = group::incidents(names, &told, &[]);
        let about = group::about(&found);
        let standing = incidents::all(&self.db, generation)?;
        let known: Vec<_> = standing.iter().map(Standing::known).collect();
        group::assign_ids(&known, &mut found, |_| false);
        incidents::settle_about(&mut found, &about);
        Ok(found)
    }

    fn chosen(
        &self,
        query: &Query,
        list: List,
        known: Vec<Incident>,
    ) -> Result<Vec<Incident>, StoreError> {
        let mut chosen = Vec::new();
        for incident in known {
            if list.holds(&incident) && self.is_meant(query, &incident)? {
                chosen.push(incident);
            }
        }
        Ok(chosen)
    }

    fn is_meant(&self, query: &Query, incident: &Incident) -> Result<bool, StoreError> {
        if query.is_all() {
            return Ok(true);
        }
        let mut reports = Vec::new();
        for id in incident.reports() {
            reports.extend(self.looked(&id)?);
        }
        let views = reports.iter().map(|it| ReportView {
            source: &it.source,
            publisher: &it.publisher,
            lang: it.lang,
            published: it.published,
            reported: it.reported,
            words: &it.words,
        });
        Ok(query.matches(&IncidentView { incident: Some(incident), reports: views.collect() }))
    }

    fn looked(&self, id: &str) -> Result<Option<Looked>, StoreError> {
        let sql = "SELECT r.source, r.publisher, r.lang, r.published, r.reported, t.words \
                   FROM report r JOIN report_text t USING (rid) WHERE r.id = ?1";
        let mut find = self.db.prepare_cached(sql)?;
        let row = find.query_row([id], |row| {
            let lang: Option<String> = row.get(2)?;
            let published: Option<String> = row.get(3)?;
            Ok(Looked {
                source: decode::slug(row, 0)?,
                publisher: row.get(1)?,
                lang: lang.as_deref().and_then(Lang::from_tag),
                published: published.as_deref().and_then(Published::parse),
                reported: decode::instant(row, 4)?,
                words: row.get(5)?,
            })
        });
        Ok(row.optional()?)
    }
}
