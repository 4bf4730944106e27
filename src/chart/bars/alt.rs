//! The alternative text of bars of several categories, in words made from their data. It says nothing that the
//! picture does not show.

use crate::model::Bars;
use crate::query::FigureQuery;

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
        let mut known = values.iter().zip(&bars.groups).filter_map(|(v, g)| Some(((*v)?, g)));
        let Some(first) = known.next() else {
            out.push(exhibits.filled("alt.nothing", &[("name", name)]));
            continue;
        };
        let mut highest = first;
        for one in known {
            if one.0 > highest.0 {
                highest = one;
            }
        }
        let value = bars.form.print(highest.0);
        out.push(exhibits.filled("alt.highest", &[("name", name), ("value", &value), ("group", highest.1)]));
    }
    out.join(" ")
}
