//! The alternative text of bars of several categories, in words made from their data. It says nothing that the
//! picture does not show.

use crate::model::Bars;
use crate::query::FigureQuery;

/// The most groups that are named for one value.
const MOST_NAMED: usize = 3;

/// The alternative text of bars of several categories.
pub(super) fn describe_bars(bars: &Bars, exhibits: &FigureQuery<'_>) -> String {
    let names: Vec<String> = bars.categories.iter().map(|(name, _)| name.clone()).collect();
    let groups = match bars.groups.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [first, .., last] => format!("{first} {} {last}", exhibits.tokens.text("words.to")),
    };
    let mut out = vec![
        exhibits
            .filled("alt.bars", &[("names", &exhibits.context.wording.list(&names)), ("groups", &groups)]),
    ];
    for (name, values) in &bars.categories {
        let known: Vec<_> = values.iter().zip(&bars.groups).filter_map(|(v, g)| Some(((*v)?, g))).collect();
        let Some(highest) = known.iter().map(|(value, _)| *value).max() else {
            out.push(exhibits.filled("alt.nothing", &[("name", name)]));
            continue;
        };
        let groups: Vec<String> =
            known.iter().filter(|(value, _)| *value == highest).map(|(_, group)| (*group).clone()).collect();
        let value = bars.form.print(highest);
        if groups.len() == known.len() && known.len() > 1 {
            out.push(exhibits.filled("alt.all_groups", &[("name", name), ("value", &value)]));
            continue;
        }
        let shown = if groups.len() > MOST_NAMED { &groups[..1] } else { &groups[..] };
        let group = exhibits.context.wording.list(shown);
        out.push(exhibits.filled("alt.highest", &[("name", name), ("value", &value), ("group", &group)]));
    }
    out.join(" ")
}
