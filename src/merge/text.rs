//! Checked text to model text: every hole becomes words or a reference. It never numbers.

use std::collections::BTreeMap;

use super::exhibit::Exhibits;
use super::hole::{Holes, Printed};
use crate::check;
use crate::figure::{Change, Figure, along, axis, breaks};
use crate::finding::{Findings, Place, Rule};
use crate::model::{Block, Image, Inline, Item, List, Paragraph, Resolved};

/// Turns the text of one paper into the model's.
pub(super) struct Words<'a> {
    /// What holes may speak of.
    pub holes: &'a Holes,
    /// Sparklines need what charts need.
    pub exhibits: &'a Exhibits<'a>,
    /// Tables, charts and dashboards, merged, by name.
    pub placed: BTreeMap<String, Vec<Block>>,
    /// Tables of the charts' data, where they stand at the back, by the name of the chart.
    pub back: BTreeMap<String, Block>,
    /// Those of charts that were placed, in order.
    pub at_back: Vec<Block>,
    /// Corrective actions by the id of their indicator.
    pub actions: BTreeMap<String, Vec<Inline>>,
    /// Indicators that the text calls red, and where.
    pub red: Vec<(String, Place)>,
    /// The ids of those that were printed.
    pub printed_actions: std::collections::BTreeSet<String>,
    /// Images, merged, by name.
    pub images: BTreeMap<String, Image>,
    /// What was found on the way.
    pub findings: Findings,
}

impl<'a> Words<'a> {
    /// With nothing to place yet.
    pub(super) fn new(holes: &'a Holes, exhibits: &'a Exhibits<'a>) -> Self {
        Self {
            holes,
            exhibits,
            placed: BTreeMap::new(),
            back: BTreeMap::new(),
            at_back: Vec::new(),
            actions: BTreeMap::new(),
            red: Vec::new(),
            printed_actions: std::collections::BTreeSet::new(),
            images: BTreeMap::new(),
            findings: Findings::default(),
        }
    }

    /// A line of text.
    pub(super) fn line(&mut self, line: &check::Line) -> Vec<Inline> {
        let inlines = line.iter().flat_map(|piece| match piece {
            check::Piece::Text(text, place) => vec![Inline::Text(text.clone(), *place)],
            check::Piece::Hole(hole) => self.hole(hole),
        });
        inlines.collect()
    }

    /// The text inside a paragraph.
    pub(super) fn inlines(&mut self, body: &[check::Inline]) -> Vec<Inline> {
        let mut out = Vec::new();
        for inline in body {
            match inline {
                check::Inline::Text(text, place) => out.push(Inline::Text(text.clone(), *place)),
                check::Inline::Hole(hole) => out.extend(self.hole(hole)),
                check::Inline::Strong(body) => out.push(Inline::Strong(self.inlines(body))),
                check::Inline::Emphasis(body) => out.push(Inline::Emphasis(self.inlines(body))),
                check::Inline::Link { url, body, place } => {
                    let body = self.inlines(body);
                    // A link without words would be silent to a screen reader.
                    let body = if crate::model::plain(&body).is_empty() {
                        vec![Inline::Text(url.clone(), *place)]
                    } else {
                        body
                    };
                    out.push(Inline::Link { url: url.clone(), body, place: *place });
                }
                check::Inline::Break => out.push(Inline::Break),
            }
        }
        out
    }

    fn hole(&mut self, hole: &check::Hole) -> Vec<Inline> {
        let place = hole.place;
        let one = match &hole.kind {
            check::Kind::Expression(expression) => match self.holes.print(expression, place) {
                Ok(Printed::Text(text)) => Some(Inline::Text(text, place)),
                Ok(Printed::Red(text, id)) => {
                    self.red.push((id, place));
                    Some(Inline::Text(text, place))
                }
                Ok(Printed::Spark(figure)) => Some(spark(&figure, self.exhibits, place)),
                Ok(Printed::Action(id)) => return self.action(&id, place),
                Err(finding) => {
                    self.findings.push(*finding);
                    None
                }
            },
            check::Kind::Reference(name) => Some(Inline::Reference {
                name: name.clone(),
                text: String::new(),
                anchor: String::new(),
                place,
            }),
            check::Kind::Note(name) => {
                Some(Inline::NoteMark { name: name.clone(), mark: String::new(), place })
            }
            check::Kind::Place(_) | check::Kind::Unnumbered | check::Kind::Name(_) => None,
        };
        one.into_iter().collect()
    }

    /// What is done about an indicator.
    fn action(&mut self, id: &str, place: Place) -> Vec<Inline> {
        self.printed_actions.insert(id.to_owned());
        match self.actions.get(id) {
            Some(action) => action.clone(),
            None => {
                let message = format!("this report has no corrective action for `{id}`");
                self.findings
                    .push(crate::finding::Finding::error(Rule::NoValue, place, message).hint(format!(
                    "add: [corrective_action] and below it {id} = \"what is being done, by whom and by when\""
                )));
                Vec::new()
            }
        }
    }

    /// Blocks of narrative, with what is placed in them.
    pub(super) fn blocks(&mut self, blocks: &[check::Block]) -> Vec<Block> {
        let mut out = Vec::new();
        for block in blocks {
            match block {
                check::Block::Paragraph { body, place } => {
                    let directive = |kind: fn(&check::Kind) -> Option<String>| {
                        body.iter()
                            .find_map(|i| if let check::Inline::Hole(h) = i { kind(&h.kind) } else { None })
                    };
                    let name =
                        directive(|k| if let check::Kind::Name(n) = k { Some(n.clone()) } else { None });
                    let unnumbered =
                        directive(|k| (*k == check::Kind::Unnumbered).then(String::new)).is_some();
                    let body = trim(self.inlines(body));
                    if !body.is_empty() {
                        out.push(Block::Paragraph(Paragraph {
                            number: String::new(),
                            unnumbered,
                            name,
                            anchor: String::new(),
                            body,
                            place: *place,
                        }));
                    }
                }
                check::Block::List { ordered, items } => {
                    let items = items.iter().map(|(blocks, place)| Item {
                        label: String::new(),
                        blocks: self.blocks(blocks),
                        place: *place,
                    });
                    let items = items.collect();
                    out.push(Block::List(List { ordered: *ordered, items }));
                }
                check::Block::Resolved { blocks, place } => {
                    let label = self.exhibits.tokens.text("minutes.resolved").to_owned();
                    out.push(Block::Resolved(Resolved { label, blocks: self.blocks(blocks), place: *place }));
                }
                check::Block::Placed { name, place } => {
                    if let Some(blocks) = self.placed.get(name) {
                        out.extend(blocks.iter().cloned());
                        self.at_back.extend(self.back.remove(name));
                    } else if let Some(image) = self.images.get(name) {
                        out.push(Block::Image(Image { place: *place, ..image.clone() }));
                    }
                }
            }
        }
        out
    }
}

/// A sparkline of the values up to a figure.
pub(super) fn spark(figure: &Figure, exhibits: &Exhibits<'_>, place: Place) -> Inline {
    let history = vec![figure.history()];
    let periods = axis(&history);
    let all = along(&history[0], &periods);
    let mut values: Vec<_> = all.iter().map(|f| f.and_then(|f| f.printed().ok())).collect();
    // A gap of one more period, from the last backward so that the places before it stay.
    for at in breaks(&history[0], &periods).into_iter().rev() {
        values.insert(at, None);
    }
    let known: Vec<&Figure> = all.into_iter().flatten().filter(|f| f.number().is_ok()).collect();
    let name = figure.indicator().short.text.trim();
    let alt = match known.as_slice() {
        [] => exhibits.filled("alt.nothing", &[("name", name)]),
        [one] => {
            let value = one.signed_text().unwrap_or_default();
            exhibits.filled("alt.spark_one", &[("name", name), ("value", &value)])
        }
        [.., last] if known.iter().all(|f| f.period == last.period || !last.is_comparable(f)) => {
            let value = last.signed_text().unwrap_or_default();
            exhibits.filled("alt.spark_one", &[("name", name), ("value", &value)])
        }
        [_, .., last] => {
            let first = known.iter().find(|f| last.is_comparable(f)).unwrap_or(last);
            let moved = Change::between(first, last)
                .map(|change| exhibits.scene.wording.moved(change, figure.indicator()))
                .unwrap_or_default();
            let (from, to) = (exhibits.period_words(first.period), exhibits.period_words(last.period));
            exhibits.filled("alt.spark", &[("name", name), ("moved", &moved), ("from", &from), ("to", &to)])
        }
    };
    Inline::Spark { values, alt, place }
}

/// Takes the blanks at both ends away, as a hole that prints nothing leaves them.
fn trim(mut body: Vec<Inline>) -> Vec<Inline> {
    while let Some(Inline::Text(text, _)) = body.first_mut() {
        *text = text.trim_start().to_owned();
        if !text.is_empty() {
            break;
        }
        body.remove(0);
    }
    while let Some(Inline::Text(text, _)) = body.last_mut() {
        *text = text.trim_end().to_owned();
        if !text.is_empty() {
            break;
        }
        body.pop();
    }
    body
}
