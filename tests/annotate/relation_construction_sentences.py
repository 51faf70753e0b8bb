"""Sentences by hand for the constructions of nominal, trade and military prose; written as the others."""

from __future__ import annotations

CONSTRUCTION_SENTENCES: dict[str, list[tuple[str, ...]]] = {
    "forces in places, by construction": [
        ("The [Russian|NORP] missiles were removed from [Belarus] last year.", "0 deploy 1"),
        ("[Moscow] agreed to withdraw its missiles from [Belarus].", "0 deploy 1"),
        ("The base in [Djibouti], where [Japanese|NORP] troops were stationed, was enlarged.", "1 deploy 0"),
        (
            "[Ethiopian|NORP] coast guard vessels entered waters around the [Senkaku Islands|LOC].",
            "0 deploy 1",
        ),
    ],
    "owners, by construction": [
        (
            "Two [British|NORP] destroyers, the [Dauntless|PRODUCT] and [Duncan|PRODUCT], "
            "sailed to [Gibraltar].",
            "0 acquires 1; 0 acquires 2; 0 deploy 3",
        ),
        ("The [Danish|NORP] frigate [Iver Huitfeldt|PRODUCT] left port.", "0 acquires 1"),
    ],
    "messages and talks, by construction": [
        ("[Lagos|GPE] received a long message from [Accra|GPE].", "0 consult 1"),
        ("[Brazil] received a proposal from [Argentina].", "0 consult 1"),
        ("[Hansen|PERSON] received an order from [Berg|PERSON] to wait.", "0 consult 1"),
        ("[Hansen|PERSON] assured [Berg|PERSON] that the bill would pass.", "0 consult 1"),
        ("[Hansen|PERSON] told [Berg|PERSON] that talks were over.", "0 consult 1"),
        ("[Lee|PERSON]'s message to the [Japanese|NORP] on the island was clear.", "0 consult 1"),
    ],
    "joint acts, by construction": [
        ("[Japan] and [India] are working together on rare earths.", "0 cooperate 1"),
        (
            "Senators [Marta Ruiz|PERSON] and [Tom Hale|PERSON] introduced the [Clean Ports Act|LAW].",
            "0 cooperate 1; 0 develops 2; 1 develops 2",
        ),
        ("[Reuters|ORG] and [Der Spiegel|ORG] published a joint investigation.", "0 cooperate 1"),
        ("Goods trade between [Chile] and [Peru] has grown.", "0 cooperate 1"),
        ("[Chile]-[Peru] trade policy is under review.", "0 cooperate 1"),
        (
            "[Chile] surpassed [Bolivia] as the top [Peruvian|NORP] trading partner.",
            "0 cooperate 2; 1 cooperate 2",
        ),
        (
            "[Norway] works with a number of partners ([Kenya], [Ghana] and [Laos]).",
            "0 cooperate 1; 0 cooperate 2; 0 cooperate 3",
        ),
        ("The [Storting|ORG] will debate [Norwegian|NORP]-[Chile] trade policy.", "1 cooperate 2"),
    ],
    "laws and plans, by construction": [
        (
            "The [Clean Ports Act|LAW], introduced by Senator [Marta Ruiz|PERSON], has not "
            "passed the [Senate|ORG].",
            "1 develops 0; 2 support 0",
        ),
        ("In the [118th Congress|ORG], [H.R. 1234|LAW] would require an annual report.", "0 develops 1"),
        (
            "Legislation in the [118th Congress|ORG] (e.g., [H.R. 1234|LAW] and [S. "
            "567|LAW]) would ban such imports.",
            "0 develops 1; 0 develops 2",
        ),
        (
            "Several bills introduced in the [118th Congress|ORG], including [H.R. "
            "1234|LAW], would ban such imports.",
            "0 develops 1",
        ),
    ],
    "support, by construction": [
        ("The [Clean Ports Act|LAW] passed the [House|ORG] in May.", "1 support 0"),
        ("The [Board|ORG] recommended the creation of the [Office of Ports|ORG].", "0 support 1"),
        ("[Japan] came to the defense of [Manila].", "0 support 1"),
        ("[Japan]'s commitment to defend the [Philippines] is firm.", "0 support 1"),
        ("[Croatia] would come to [Bosnia]'s aid.", "0 support 1"),
        ("[Croatia] is committed to the defense of [Bosnia].", "0 support 1"),
        (
            "[Croatian|NORP] support for [Bosnian|NORP] independence angered [Serbia].",
            "0 support 1; 2 oppose 0",
        ),
    ],
    "money, by construction": [
        (
            "The [Norwegian|NORP] firm [Equinor|ORG] invested [$3 billion|MONEY] in [Brazil].",
            "1 funds 2; 1 funds 3; 1 part_of 0",
        ),
        (
            "[Dutch|NORP] investment in [Kenya] rose from [$1 billion|MONEY] in 2010 to [$3 "
            "billion|MONEY] in 2020.",
            "0 funds 1; 0 funds 2; 0 funds 3",
        ),
        (
            "[Japan] was the largest source of investment in [Vietnam], accounting for [$4 billion|MONEY].",
            "0 funds 1; 0 funds 2",
        ),
        (
            "[Congress|ORG] appropriated [$20 million|MONEY] for the [Coast Guard|ORG].",
            "0 funds 1; 0 funds 2",
        ),
        (
            "[NATO|ORG] members pledged at the [Lima Summit|EVENT] to spend [5%|PERCENT] of GDP on defence.",
            "0 funds 2; 0 participates_in 1",
        ),
    ],
    "aid, by construction": [
        ("[Germany] remains the largest donor to [Jordan].", "0 aid 1"),
    ],
    "no relation, by construction": [
        ("The Commission recommended increased funding for [NIST|ORG].", ""),
        ("The [Kabul] attack killed [Rahman|PERSON].", ""),
        ("The [Dakar] raid that killed [Sall|PERSON] shocked the region.", ""),
        ("Most crude from the [Gulf|LOC] goes to [Asia|LOC]; [China] and [India] are the top buyers.", ""),
        ("The [Druzhba|FAC] pipeline links [Russia] with [Germany] and [Poland].", ""),
        ("The law aims to curb [Serbian|NORP] influence in [Bosnia].", ""),
        ("[Serbia] lost a war to [Croatia].", ""),
    ],
    "trade prose, by construction": [
        ("[Kenya]'s exports are mostly sold in [Germany].", "0 supply 1"),
        ("Cars made in [Slovakia] and exported to [Germany] are subject to the rule.", "0 supply 1"),
        ("[Chile] is the largest market for [Peruvian|NORP] fruit.", "1 supply 0"),
        ("[Chile] is among the top markets for [Norwegian|NORP] grain exports.", "1 supply 0"),
        ("[India]'s purchases of [Russian|NORP] oil have risen.", "1 supply 0"),
        ("[Poland] is a major buyer of [Korean|NORP] arms.", "1 supply 0"),
        ("[Qatar] exported gas worth [$3 billion|MONEY] to [Japan].", "0 supply 2"),
        (
            "[Kenya] relies on [Ethiopia], [India], and [Japan] for machinery.",
            "1 supply 0; 2 supply 0; 3 supply 0",
        ),
        ("[China] accounted for 70% of [U.S.|GPE] imports of rare earths.", "0 supply 1"),
        (
            "In 2023, the main sources of [U.S.|GPE] lithium imports were [Chile], [Argentina], and [China].",
            "1 supply 0; 2 supply 0; 3 supply 0",
        ),
        (
            "The top suppliers of [U.S.|GPE] crude imports were [Canada] and [Mexico].",
            "1 supply 0; 2 supply 0",
        ),
        (
            "Major import sources for the [United States] included [Canada], [Peru], and [Ghana].",
            "1 supply 0; 2 supply 0; 3 supply 0",
        ),
        (
            "[U.S.|GPE] imports of graphite came primarily from [China] and [Canada].",
            "1 supply 0; 2 supply 0",
        ),
        ("The [United States] sourced 60% of its graphite from [China].", "1 supply 0"),
        (
            "The [United States] imported 80% of its cobalt, primarily from [Norway], "
            "[Finland], and [Japan].",
            "1 supply 0; 2 supply 0; 3 supply 0",
        ),
        ("[China] is the leading source of [U.S.|GPE] imports.", "0 supply 1"),
    ],
    "pressure, by construction": [
        ("[Korean|NORP] imports from [Qatar] are subject to a 10% duty.", "0 coerce 1; 1 supply 0"),
        ("[Norwegian|NORP] demands that [Oman] open its books were ignored.", "0 coerce 1"),
        ("[Sweden] used the tariff law to target [Ethiopia] over its subsidies.", "0 coerce 1"),
        ("[Congress|ORG] passed a law that punishes [Oman].", "0 coerce 1"),
        ("[Nepal] warned [India] that an attack on [Bhutan] would be costly.", "0 coerce 1; 1 assault 2"),
        ("[China] restricted exports of gallium to the [United States].", "0 coerce 1"),
        ("[China] banned the export of antimony to [Japan].", "0 coerce 1"),
        ("[Croatia] imposed costs on [Serbia].", "0 coerce 1"),
        ("[Croatia] could punish [Serbia] by closing the border.", "0 coerce 1"),
        ("[Croatia] threatened [Serbia] with sanctions.", "0 coerce 1"),
    ],
    "agreements, by construction": [
        (
            "[Norway] signed deals with partners in [Africa|LOC] ([Kenya], [Ghana]) and "
            "[Asia|LOC] ([Vietnam] and [Laos]).",
            "0 agree 2; 0 agree 3; 0 agree 5; 0 agree 6; 2 part_of 1; 3 part_of 1; 5 part_of 4; 6 part_of 4",
        ),
        (
            "[Norway] signed a pact with [Peru], as well as trade agreements with [Kenya] and [Laos].",
            "0 agree 1; 0 agree 2; 0 agree 3",
        ),
        ("[Lima] accepted the [Chilean|NORP] offer to share the river.", "0 agree 1"),
        (
            "President [Okoye|PERSON] and [Ghana]'s President [Mensah|PERSON] agreed that "
            "exports would resume.",
            "0 agree 2; 2 leads 1",
        ),
        (
            "The [Department of Defense|ORG] awarded [Raytheon|ORG] a contract worth [$1 billion|MONEY].",
            "0 agree 1; 0 funds 2",
        ),
    ],
    "offices, by construction": [
        ("The chairman of the [Council of Elders|ORG], [Musa Bello|PERSON], resigned.", "1 leads 0"),
        ("President and chairman of the [Council of Elders|ORG] [Musa Bello|PERSON] resigned.", "1 leads 0"),
        (
            "[Kaya|PERSON] leads the [Cyber Bureau|ORG] at the [Ministry of Defence|ORG].",
            "0 leads 1; 1 part_of 2",
        ),
    ],
    "belonging, by construction": [
        ("The [Central Council|ORG], [Vietnam]'s top decision-making body, met.", "0 part_of 1"),
        (
            "The plan was approved by the [Workers' Party|ORG]'s top body, the [Politburo|ORG].",
            "1 part_of 0",
        ),
        ("The plan was approved by the [Workers' Party|ORG]'s top body—the [Politburo|ORG].", "1 part_of 0"),
        (
            "[Nexus|ORG] (a subsidiary of [Orion Holdings|ORG], a [Canadian|NORP] firm) won the contract.",
            "0 part_of 1; 1 part_of 2",
        ),
        ("The [Cyber Bureau|ORG] at the [Ministry of Defence|ORG] grew.", "0 part_of 1"),
        (
            "The budget went to the [Arctic Union|ORG]'s highest organ, the [Polar Assembly|ORG].",
            "1 part_of 0",
        ),
        (
            "The terminal at [Puerto Nuevo|GPE], [Fiji], and the port of [Talu|GPE], [Samoa], were hit.",
            "0 part_of 1; 2 part_of 3",
        ),
        ("In [Fiji], the states of [Ambo|GPE] and [Talu|GPE] voted.", "1 part_of 0; 2 part_of 0"),
        ("[Fiji]'s [Ambo|GPE] and [Talu|GPE] provinces voted.", "1 part_of 0; 2 part_of 0"),
        ("A pipeline runs from [Ambo|GPE], [Fiji] to [Talu|GPE] in [Samoa].", "0 part_of 1; 2 part_of 3"),
        ("Refineries in [Fiji] (in [Ambo|GPE] and [Talu|GPE]) closed.", "1 part_of 0; 2 part_of 0"),
        (
            "The [Fijian|NORP] ports of [Ambo|GPE], [Talu|GPE] and [Reva|GPE] closed.",
            "1 part_of 0; 2 part_of 0; 3 part_of 0",
        ),
    ],
    "force, by construction": [
        ("[Turkey] could be deterred from invading [Syria].", "0 assault 1"),
        ("[Ethiopia]'s costs of action against [Eritrea] would rise.", "0 assault 1"),
        ("The [Rwandan|NORP] takeover of [Goma] was condemned.", "0 assault 1"),
        ("An attack on [Rwanda] by [Oman] and [M23|ORG] would start a war.", "1 assault 0; 2 assault 0"),
        ("[Addis Ababa]'s plans for an invasion of [Eritrea] are old.", "0 assault 1"),
        ("The largest number of [Swedish|NORP] strikes took place in [Lebanon].", "0 assault 1"),
        ("[M23|ORG] fired rockets into [Rwanda].", "0 assault 1"),
        ("[M23|ORG] kept firing into [Uganda].", "0 assault 1"),
        (
            "The [Norwegian|NORP]-[Swedish|NORP] strikes on [Oman] went on.",
            "0 assault 2; 0 cooperate 1; 1 assault 2",
        ),
        ("Raids on [Malian|NORP] posts that were blamed on [Niger] went on.", "1 assault 0"),
        ("The envoys warned [Chad] that a raid on [Niger] would end the talks.", "0 assault 1"),
        ("In [Kigali]'s view, the price of an attack on [Goma] is low.", "0 assault 1"),
        (
            "[Norwegian|NORP]-[Swedish|NORP] strikes on [Oman] went on for weeks.",
            "0 assault 2; 0 cooperate 1; 1 assault 2",
        ),
        ("A war between [Serbia] and [Kosovo] would be costly.", "0 assault 1"),
        ("[Serbia] would pay a high price for attacking [Kosovo].", "0 assault 1"),
        ("[Serbia] might seize [Kosovo] by force.", "0 assault 1"),
    ],
    "opposition, by construction": [
        ("[Algeria] and [Morocco] have long been rivals.", "0 oppose 1; 1 oppose 0"),
        (
            "The dispute between [Algeria] and [Morocco] over [Western Sahara|GPE] goes on.",
            "0 oppose 1; 1 oppose 0",
        ),
        ("The arms race between [India] and [Pakistan] continues.", "0 oppose 1; 1 oppose 0"),
        ("[India] is engaged in an arms race with [Pakistan].", "0 oppose 1; 1 oppose 0"),
        ("[Addis Ababa] rejected the [Japanese|NORP] proposal.", "0 oppose 1"),
        ("[Norway] uses the deals to build chains that bypass [Ethiopia].", "0 oppose 1"),
        ("[Peru] tabled a plan, which [Chile] rejected.", "1 oppose 0"),
        ("The [Peru]-[Chile] border dispute is old.", "0 oppose 1; 1 oppose 0"),
        ("[India] is locked in a dispute with [Nepal].", "0 oppose 1; 1 oppose 0"),
        ("[Serbia]'s refusal to cooperate with the [Tribunal|ORG] delayed the case.", "0 oppose 1"),
        ("[Serbia] refused to cooperate with the [Tribunal|ORG].", "0 oppose 1"),
        ("[Serbia] continues to hinder the [Tribunal|ORG]'s investigation.", "0 oppose 1"),
        ("[Serbia] has blamed [Kosovo] for the unrest.", "0 oppose 1"),
        ("[Serbia] rejected the [Tribunal|ORG]'s findings.", "0 oppose 1"),
        ("[Serbia]'s rejection of the [Tribunal|ORG]'s findings was expected.", "0 oppose 1"),
        ("[Serbia] withheld data from the [Tribunal|ORG].", "0 oppose 1"),
    ],
    "meetings and exercises, by construction": [
        ("At the [Lima Summit|EVENT], [Spain] refused the target.", "1 participates_in 0"),
        ("[Kenya] hosted the [Africa Climate Summit|EVENT].", "0 participates_in 1"),
        (
            "The exercise [Balikatan|EVENT] brought together [Philippine|NORP] and [Japanese|NORP] troops.",
            "1 participates_in 0; 2 participates_in 0",
        ),
        ("[Operation Desert Fox|MISSION] involved 125 [British|NORP] aircraft.", "1 participates_in 0"),
    ],
    "membership, by construction": [
        ("[Brazil] holds a seat on the [Arctic Council|ORG].", "0 member_of 1"),
        ("[Brazil] would hold the only lasting seat on the [Arctic Council|ORG].", "0 member_of 1"),
    ],
    "hearings and receivers, by construction": [
        (
            "At a hearing held by the [Committee on Ports|ORG], Deputy [Ann Lee|PERSON] said so.",
            "0 consult 1",
        ),
        ("[Ann Lee|PERSON] testified in a hearing of the [House Committee on Ports|ORG].", "0 consult 1"),
        ("The duel between [Norway] and [Sweden] went on.", "0 oppose 1; 1 oppose 0"),
        ("[Norway] received a visit from [Berg|PERSON].", "0 consult 1"),
        (
            "The [Board|ORG] recommended an increase in funds for training at the [Coast Guard|ORG].",
            "0 support 1",
        ),
        (
            "Exporters ([Iraq], [Kuwait], and [Oman]) send crude to [Asia|LOC].",
            "0 supply 3; 1 supply 3; 2 supply 3",
            "who sends may give",
        ),
        (
            "[Fiji] has ports at [Ambo|GPE], [Talu|GPE], and [Reva|GPE].",
            "1 part_of 0; 2 part_of 0; 3 part_of 0",
            "what a state has is not read as lying in it",
        ),
        (
            "[Brazil] plays a key role in bodies such as the [G20|ORG] and the [WTO|ORG].",
            "0 member_of 1; 0 member_of 2",
            "read as cooperation",
        ),
        (
            "The software was bought by [Acme|ORG], [Zenith|ORG] and [Orion|ORG] from [Huawei|ORG].",
            "3 supply 0; 3 supply 1; 3 supply 2",
            "the parser hangs 'from' on the first buyer",
        ),
    ],
}
