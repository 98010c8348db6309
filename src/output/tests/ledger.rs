use super::incident;
use crate::{
    model::{Attribution, Incident, Party, Role, Verification},
    output::ledger::ledgers,
};

fn told(id: &str, code: &str, actor: &str, day: &str) -> Incident {
    let mut it = Incident { id: id.into(), event: code.into(), also: vec![], ..incident() };
    it.when.as_mut().expect("dated").date = day.parse().expect("a day");
    it.place.town_id = Some(7);
    let attribution = Attribution::Stated;
    it.parties = vec![Party { id: actor.into(), role: Role::Attacker, attribution }];
    it
}

#[test]
fn a_town_keeps_who_is_said_to_hold_it_in_order() {
    let taken = told("a", "terr.capture", "fla", "2026-04-25");
    let again = told("b", "terr.handover", "fla", "2026-04-27");
    let mut back = told("c", "terr.retake", "mli_fama", "2026-05-02");
    back.verification = Verification::Disputed;
    let ledgers = ledgers(&[back, again, taken], |it| vec![format!("paper {}", it.id)]);
    let control: Vec<String> = ledgers[&7]
        .control
        .iter()
        .map(|it| format!("{} {} {:?} {}", it.actor, it.from, it.said_by, it.disputed))
        .collect();
    assert_eq!(
        control,
        [
            "fla 2026-04-25 [\"paper a\", \"paper b\"] false",
            "mli_fama 2026-05-02 [\"paper c\"] true",
        ]
    );
}

#[test]
fn a_blockade_lasts_until_it_is_said_to_be_lifted() {
    let begun = told("a", "terr.blockade", "jnim", "2025-09-03");
    let goes_on = told("b", "terr.blockade", "jnim", "2025-10-03");
    let lifted = told("c", "terr.unblock", "mli_fama", "2025-12-01");
    let both = ledgers(&[begun.clone(), goes_on.clone()], |_| vec!["paper".into()]);
    let blockade = both[&7].blockade.as_ref().expect("stands");
    assert_eq!(blockade.since.to_string(), "2025-09-03");
    assert_eq!(blockade.said_by, ["paper"]);
    assert!(ledgers(&[begun, goes_on, lifted], |_| vec![]).is_empty());
}
