//! The names and words of indicators with typographic quotes, so that a figure's name looks in a chart, a
//! dashboard and a sentence as it does in the text round it. Names of areas stay as they are: files are read by
//! them.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::with_quotes;
use crate::check::{Indicator, PlainText};
use crate::style::Tokens;

/// The indicators with their names and words as the style wants their quotes.
pub(in crate::merge) fn named(
    indicators: &BTreeMap<String, Arc<Indicator>>,
    tokens: &Tokens,
) -> BTreeMap<String, Arc<Indicator>> {
    indicators.iter().map(|(id, indicator)| (id.clone(), one(indicator, tokens))).collect()
}

fn one(indicator: &Arc<Indicator>, tokens: &Tokens) -> Arc<Indicator> {
    let texts = [Some(&indicator.name), Some(&indicator.short), indicator.outcome.as_ref()];
    let more = [&indicator.origin, &indicator.no_target].map(Option::as_ref);
    let threshold = indicator.threshold.as_ref().map(|threshold| &threshold.name);
    let texts = texts.into_iter().chain(more).chain([threshold]).flatten().map(|text| &text.text);
    // An indicator holds its values too: it is copied only where something in it changes.
    if !texts.chain(indicator.marks.values()).any(|text| text.contains(['\'', '"'])) {
        return Arc::clone(indicator);
    }
    let mut named = Indicator::clone(indicator);
    let set = |text: &mut PlainText| text.text = with_quotes(&text.text, tokens);
    set(&mut named.name);
    set(&mut named.short);
    [&mut named.outcome, &mut named.origin, &mut named.no_target].into_iter().flatten().for_each(set);
    if let Some(threshold) = &mut named.threshold {
        set(&mut threshold.name);
    }
    named.marks.values_mut().for_each(|meaning| *meaning = with_quotes(meaning, tokens));
    Arc::new(named)
}
