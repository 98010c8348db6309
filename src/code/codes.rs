//! Which code of the taxonomy an event has: from its acts, its targets, its means and its parties.
//!
//! The rules are asked in one order, from the rarest and surest to the most general; all codes that
//! hold are kept, and the pack's rank names the primary one.

use crate::model::Slug;

use super::assaults::attacks;
use super::draft::Draft;
use super::meaning::Act;
use super::remote::{air, explosions, shells};
use super::roles::Kind;

/// What the rules look at.
pub(super) struct Facts<'d> {
    /// The draft.
    pub(super) draft: &'d Draft,
    /// Kinds of those who did it.
    pub(super) agents: Vec<Kind>,
    /// Kinds of those who suffered it.
    pub(super) patients: Vec<Kind>,
    /// Targets that are forces, and targets that are people not under arms.
    pub(super) armed_target: bool,
    /// See `armed_target`.
    pub(super) civil_target: bool,
}

impl<'d> Facts<'d> {
    /// Gathers the facts of a draft.
    pub(super) fn new(
        draft: &'d Draft,
        agents: Vec<Kind>,
        patients: Vec<Kind>,
        armed_target: bool,
        civil_target: bool,
    ) -> Self {
        Self { draft, agents, patients, armed_target, civil_target }
    }

    pub(super) fn has(&self, act: Act) -> bool {
        self.draft.acts.iter().any(|it| it.0 == act)
    }

    pub(super) fn any(&self, acts: &[Act]) -> bool {
        acts.iter().any(|it| self.has(*it))
    }

    pub(super) fn target(&self, names: &[&str]) -> bool {
        self.draft.targets.iter().any(|it| names.contains(&it.as_str()))
    }

    pub(super) fn state_acts(&self) -> bool {
        self.agents.contains(&Kind::State) && !self.agents.contains(&Kind::Armed)
    }

    pub(super) fn armed_acts(&self) -> bool {
        self.agents.iter().any(|it| matches!(it, Kind::Armed | Kind::Militia))
    }

    /// Armed groups on either side.
    fn armed_present(&self) -> bool {
        self.armed_acts() || self.armed_suffers()
    }

    pub(super) fn state_suffers(&self) -> bool {
        self.patients.contains(&Kind::State)
    }

    pub(super) fn armed_suffers(&self) -> bool {
        self.patients.iter().any(|it| matches!(it, Kind::Armed | Kind::Militia))
    }

    pub(super) fn civil_suffers(&self) -> bool {
        self.patients.contains(&Kind::Civil)
    }

    /// Violence that a person word, a party or a target makes one against people.
    pub(super) fn violent(&self) -> bool {
        self.draft.acts.iter().any(|it| it.0.is_violent())
    }
}

/// All codes that hold, with the rule of each.
pub(super) fn codes(facts: &Facts<'_>) -> Vec<(Slug, &'static str)> {
    let mut out: Vec<(&'static str, &'static str)> = Vec::new();
    for rule in [explosions, air, shells, territory, captivity, crowds, attacks, quiet, words] {
        rule(facts, &mut out);
    }
    let mut codes: Vec<(Slug, &'static str)> = Vec::new();
    for (code, why) in out {
        if !codes.iter().any(|it| it.0 == code) {
            codes.push((code.into(), why));
        }
    }
    codes
}

pub(super) type Out = Vec<(&'static str, &'static str)>;

fn in_town(draft: &Draft) -> bool {
    draft.place.as_ref().is_some_and(|it| it.town.is_some())
}

fn territory(facts: &Facts<'_>, out: &mut Out) {
    let state = facts.state_acts();
    let loots = facts.any(&[Act::Burn, Act::Destroy, Act::Retake]);
    let leaves = facts.draft.verb(Act::Withdraw) && !state && facts.armed_acts();
    let raided = leaves
        && facts.target(&["base", "post", "checkpoint", "convoy"])
        && (loots || facts.draft.verb(Act::Attack));
    // Who preaches or drives cattle away before leaving has overrun nothing.
    let ground = facts.armed_target || facts.any(&[Act::Take, Act::Attack, Act::Clash]);
    let visit = facts.has(Act::Presence) && !facts.any(&[Act::Kill, Act::Burn, Act::Take]);
    let passes = leaves && !raided && (visit || facts.has(Act::Burn) && !ground);
    if facts.has(Act::Overrun) && passes {
        return;
    }
    if facts.has(Act::Overrun) && !state || raided {
        out.push(("clash.overrun", "entered, looted and left"));
        if leaves {
            return;
        }
    }
    if facts.has(Act::Retake) {
        out.push(if facts.armed_acts() && !state {
            ("terr.capture", "an armed group takes it back")
        } else {
            ("terr.retake", "the state takes it back")
        });
    } else if facts.has(Act::Take)
        && !state
        && facts.target(&["base", "post", "checkpoint"])
        && facts.any(&[Act::Attack, Act::Clash, Act::Kill])
        && !facts.target(&["village"])
    {
        out.push(("clash.overrun", "a base or post falls in an attack"));
    } else if facts.has(Act::Take) && !facts.has(Act::Coup) {
        out.push(if state && !facts.armed_acts() && !facts.state_suffers() {
            ("terr.retake", "the state takes it")
        } else if facts.has(Act::Handover) {
            ("terr.handover", "taken without a fight")
        } else {
            ("terr.capture", "an armed group takes it")
        });
    } else if facts.has(Act::Handover)
        && (facts.draft.holds_ground || facts.draft.verb(Act::Handover) && in_town(facts.draft))
    {
        out.push(("terr.handover", "left to another without a fight"));
    }
    let base = facts.target(&["base", "post", "airport"]);
    // A group that moves into the base of forces without a fight takes over what they left.
    let moves_in = facts.draft.verb(Act::Deploy) && !facts.draft.is_violent();
    if moves_in && base && facts.armed_acts() && facts.state_suffers() {
        out.push(("terr.handover", "left to another without a fight"));
    }
    // Forces that leave a base do not flee as people do.
    let quits = facts.draft.verb(Act::Displace) && base && state && !facts.civil_suffers();
    if facts.has(Act::Withdraw) || quits {
        out.push(("terr.withdraw", "forces leave"));
    }
    // "Forces ended the siege of the hotel": it ends the attack.
    let raised = facts.target(&["hotel"]) && facts.any(&[Act::Attack, Act::Kill]);
    if facts.has(Act::Unblock) && !raised {
        out.push(("terr.unblock", "a blockade lifted or broken"));
    } else if facts.has(Act::Blockade)
        && !facts.any(&[Act::Sanction, Act::Protest, Act::FireProtest])
    {
        out.push(("terr.blockade", "a siege or blockade"));
    }
    if facts.has(Act::Setup) {
        out.push(("terr.base", "a base set up"));
    }
}

fn captivity(facts: &Facts<'_>, out: &mut Out) {
    let prison = facts.target(&["prison"]);
    if facts.has(Act::Jailbreak)
        || (prison
            && facts.any(&[
                Act::Attack,
                Act::Clash,
                Act::Explode,
                Act::Ambush,
                Act::Repel,
                Act::Strike,
            ]))
    {
        out.push(("pris.attack", "a prison attacked or broken"));
    }
    if facts.has(Act::Abduct) && !facts.any(&[Act::Release]) {
        out.push(("civ.abduction", "people taken"));
    }
    if facts.has(Act::Release) && (facts.has(Act::Abduct) || facts.draft.captives) {
        out.push(("pris.release", "hostages or prisoners let go"));
    } else if facts.has(Act::Release) && !facts.violent() && !crowd_taken(facts) {
        out.push(("pris.release", "prisoners let go"));
    }
    if facts.any(&[Act::Arrest, Act::Capture]) {
        let taken = !facts.has(Act::Release) && facts.civil_suffers();
        if facts.armed_acts() && !facts.state_acts() && taken {
            out.push(("civ.abduction", "people taken by a group that is no state"));
        } else if facts.has(Act::Arrest) {
            out.push(("pris.arrest", "arrests"));
        }
    }
    if facts.has(Act::Trial) {
        out.push(("pris.trial", "a charge, trial or sentence"));
    }
}

/// Who is taken when a march is broken up and let go the same day is no news of prisoners.
fn crowd_taken(facts: &Facts<'_>) -> bool {
    facts.has(Act::Disperse) && facts.has(Act::Arrest)
}

fn crowds(facts: &Facts<'_>, out: &mut Out) {
    if facts.draft.head_taken && facts.state_acts() {
        out.push(("pol.coup", "the head of state taken by soldiers"));
    }
    let protest = facts.any(&[Act::Protest, Act::FireProtest]);
    // Gunmen who fire on a crowd are no mob, nor are two armed groups that come to blows.
    let armed = facts.armed_acts() && (!facts.draft.verb(Act::Mob) || facts.draft.groups >= 2);
    if facts.has(Act::Mob)
        && !armed
        && (facts.any(&[Act::Kill, Act::Wound, Act::Attack, Act::Clash, Act::Burn])
            || facts.draft.verb(Act::Mob))
    {
        out.push(("riot.mob", "a mob"));
    }
    let people = |side: &[Kind]| !side.is_empty() && side.iter().all(|it| *it == Kind::Civil);
    if facts.draft.feud && people(&facts.agents) && people(&facts.patients) {
        out.push(("riot.mob", "villagers or camps fight each other"));
    }
    // Armed men who burn and sack are no crowd.
    if facts.has(Act::Riot) && facts.armed_acts() && !protest {
        out.push(("civ.loot", "looting or burning"));
        return;
    }
    let riot = facts.has(Act::Riot)
        || (protest
            && facts.any(&[Act::Burn, Act::Attack, Act::Destroy])
            && !facts.has(Act::FireProtest)
            && !facts.draft.bullets
            && !facts.state_acts())
        || facts.target(&["party_office"])
            && facts.any(&[Act::Burn, Act::Attack, Act::Destroy])
            && (!facts.armed_acts() || facts.draft.no_author)
            && !facts.state_acts();
    if riot {
        out.push(("riot.demo", "a demonstration turned to violence"));
    }
    let fired = facts.has(Act::FireProtest)
        || facts.draft.bullets && facts.any(&[Act::Kill, Act::Wound])
        || facts.state_acts() && (facts.has(Act::Kill) || facts.draft.verb(Act::Attack));
    // Whoever is broken up without an armed group in sight is a crowd.
    let breaks_up = facts.draft.verb(Act::Disperse) && !facts.armed_present();
    if (protest || facts.has(Act::FireProtest)) && fired {
        out.push(("prot.excessive", "a demonstration fired upon"));
    } else if facts.has(Act::Disperse) && (protest || facts.civil_suffers() || breaks_up)
        || protest && facts.has(Act::Arrest)
    {
        out.push(("prot.intervened", "a demonstration dispersed"));
    } else if protest && !riot {
        out.push(("prot.peaceful", "a demonstration"));
    }
    if facts.has(Act::Coup) && !(protest || riot) {
        out.push(("pol.coup", "a coup or mutiny"));
    }
}

fn quiet(facts: &Facts<'_>, out: &mut Out) {
    let infra = facts.target(&["telecom", "bridge", "power"]);
    if infra && facts.any(&[Act::Destroy, Act::Burn, Act::Attack, Act::Explode]) {
        out.push(("econ.attack_infra", "works destroyed"));
    } else if facts.has(Act::Burn) && !out.iter().any(|it| it.0.starts_with("riot.")) {
        out.push(("civ.loot", "looting or burning"));
    }
    let want = [Act::FuelShort, Act::Aid, Act::Hunger, Act::Access, Act::Displace, Act::Statement];
    let sweeps = out.is_empty() || facts.draft.verb(Act::Operation) && !facts.state_suffers();
    // Forces that destroy an armed group's camp are on an operation.
    let razes = facts.draft.verb(Act::Destroy) && facts.armed_suffers() && facts.target(&["base"]);
    if sweeps && (facts.has(Act::Operation) || razes) && facts.state_acts() && !facts.any(&want) {
        out.push(("mil.operation", "an operation"));
    }
    if facts.has(Act::Change) {
        out.push(("grp.change", "a group made, split, merged or given up"));
    }
    let ruled = facts.armed_present()
        || !facts.draft.verb(Act::Rule) && !facts.any(&[Act::Trial, Act::FuelShort]);
    // Whoever governs decrees, whoever holds the bush imposes.
    if facts.has(Act::Rule) && facts.state_acts() && !facts.armed_acts() {
        out.push(("pol.decree", "a decree or ban"));
    } else if (facts.has(Act::Rule) && ruled || bans(facts)) && !facts.any(&[Act::Sanction]) {
        out.push(("grp.rule", "rules imposed"));
    }
    if out.is_empty() && facts.has(Act::Presence) && facts.armed_present() {
        out.push(("grp.presence", "an armed group seen"));
    }
    if facts.has(Act::Deploy) && (out.is_empty() || !facts.violent()) {
        out.push(("mil.deploy", "forces or material moved"));
    }
}

/// An armed group forbids.
fn bans(facts: &Facts<'_>) -> bool {
    facts.draft.verb(Act::Decree) && facts.armed_acts() && !facts.state_acts()
}

fn words(facts: &Facts<'_>, out: &mut Out) {
    const TABLE: &[(Act, &str, &str)] = &[
        (Act::Deal, "agr.deal", "an agreement or talks"),
        (Act::Appoint, "pol.appoint", "an appointment or dismissal"),
        (Act::Decree, "pol.decree", "a decree or ban"),
        (Act::Sanction, "pol.sanction", "sanctions"),
        (Act::Diplomacy, "pol.diplomacy", "diplomacy"),
        (Act::Threaten, "say.threat", "a threat"),
        (Act::Displace, "hum.displaced", "people fleeing"),
        (Act::Access, "hum.access", "access for relief"),
        (Act::Hunger, "hum.food", "hunger"),
        (Act::Aid, "hum.aid", "relief"),
        (Act::FuelShort, "econ.fuel", "a fuel shortage"),
        (Act::MineShut, "econ.mine", "a mine stopped"),
        (Act::Claim, "say.claim", "a claim"),
        (Act::Deny, "say.denial", "a denial"),
        (Act::Inquiry, "say.report", "a report"),
        (Act::Statement, "say.statement", "a statement"),
    ];
    for &(act, code, why) in TABLE {
        let verb_needed = matches!(act, Act::MineShut | Act::Deal | Act::Diplomacy);
        // "Warned of famine" is no threat.
        // A decree that appoints, a ban that sanctions: only the means.
        let means = act == Act::Decree
            && !facts.draft.verb(Act::Decree)
            && facts.any(&[Act::Appoint, Act::Sanction])
            || act == Act::Decree && (facts.draft.verb(Act::Sanction) || bans(facts))
            || act == Act::Displace && !facts.draft.verb(Act::Displace) && facts.has(Act::Aid);
        let warned = means || act == Act::Threaten && facts.any(&[Act::Hunger, Act::FuelShort]);
        if facts.has(act) && !warned && (!verb_needed || facts.draft.verb(act) || out.is_empty()) {
            out.push((code, why));
        }
    }
}
