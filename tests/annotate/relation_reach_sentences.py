"""Sentences by hand, written before they were run: sides far from the word that names the relation."""

from __future__ import annotations

REACH_SENTENCES: dict[str, list[tuple[str, ...]]] = {
    "reached by another way": [
        ("Pressure from [Washington] forced [Panama] to leave the scheme.", "0 coerce 1"),
        ("Under [American|NORP] pressure, [Panama] left the scheme.", "0 coerce 1"),
        ("[Baku] enjoys the full backing of [Ankara].", "1 support 0"),
        ("[Baku] has the support of [Ankara].", "1 support 0"),
        ("[Armenia] seeks aid from [India].", "1 aid 0"),
        ("[Armenia] survived thanks to [India]'s help.", "1 aid 0"),
        ("[Armenia] yielded to threats from [Azerbaijan].", "1 coerce 0"),
        ("Despite [Russian|NORP] threats, [Finland] joined [NATO|ORG].", "0 coerce 1; 1 member_of 2"),
        ("[Ethiopia] views [Egypt] with suspicion.", "0 oppose 1"),
        ("[Egypt] is viewed with suspicion by [Ethiopia].", "1 oppose 0"),
        ("[Ukraine] relies on [German|NORP] support.", "1 support 0"),
        (
            "A phone call from [Macron|PERSON] persuaded [Lukashenko|PERSON] to free the prisoners.",
            "0 consult 1",
        ),
        ("[France]'s last troops left [Chad] in January.", "0 deploy 1"),
        ("[Wagner|ORG] mercenaries arrived in [Bangui] in 2018.", "0 deploy 1"),
        ("[Chinese|NORP] coast guard vessels have swarmed around [Second Thomas Shoal|LOC].", "0 deploy 1"),
        ("[Hezbollah|ORG] rockets rained down on [Haifa].", "0 assault 1"),
        ("Hawks in [India] blame [Pakistan] for the raid.", "0 oppose 1"),
        ("Authorities in [Hanoi] condemned [Beijing].", "0 oppose 1"),
        ("[Beijing] responded by banning seafood from [Japan].", "0 coerce 1"),
        ("[Mexico]'s port of [Manzanillo|FAC] was bought by [COSCO|ORG].", "1 part_of 0; 2 acquires 1"),
    ],
    "of the field, all labels": [
        (
            "[Lavrov|PERSON]'s tour took him to [Conakry], [Brazzaville] and [Ouagadougou].",
            "0 consult 1; 0 consult 2; 0 consult 3",
        ),
        (
            "The first direct contact between [Seoul] and [Pyongyang] in two years took place by hotline.",
            "0 consult 1",
        ),
        (
            "In [Doha], [Taliban|ORG] representatives sat across the table from envoys of the "
            "[United States].",
            "1 consult 2",
        ),
        (
            "[Blinken|PERSON] heard from [Jordanian|NORP] officials that the aid route would stay open.",
            "0 consult 1",
        ),
        ("[Paris] and [Bamako] have not spoken since the ambassador was expelled.", "0 consult 1"),
        (
            "A phone call from [Macron|PERSON] persuaded [Lukashenko|PERSON] to free the prisoners.",
            "0 consult 1",
        ),
        (
            "In July, [Vietnam]'s [Petrovietnam|ORG] and [Gazprom|ORG] initialled a memorandum on "
            "offshore drilling.",
            "1 part_of 0; 1 agree 2",
        ),
        (
            "Neither [India] nor [Pakistan] has acceded to the [Non-Proliferation Treaty|LAW].",
            "0 agree 2; 1 agree 2",
        ),
        ("[Turkey] and [Qatar] have grown closer since the blockade.", "0 cooperate 1"),
        (
            "[BYD|ORG] builds its buses in [Lancaster] with batteries from its partner [CATL|ORG].",
            "0 cooperate 2",
        ),
        (
            "The [Philippines] conducts joint sails with the [United States], [Japan] and [Australia].",
            "0 cooperate 1; 0 cooperate 2; 0 cooperate 3",
        ),
        ("Since then, [Riyadh]'s ties to [Moscow] have deepened through [OPEC+|ORG].", "0 cooperate 1"),
        ("[Saab|ORG] is developing the radar in tandem with [Embraer|ORG].", "0 cooperate 1"),
        (
            "The [European Commission|ORG] and the [World Bank|ORG] run the programme together.",
            "0 cooperate 1",
        ),
        (
            "[Malaysia] shares intelligence with [Singapore], [Indonesia] and the [Philippines] "
            "under the [Malacca Straits Patrol|MISSION].",
            "0 cooperate 1; 0 cooperate 2; 0 cooperate 3; 0 participates_in 4",
        ),
        ("[Moscow]'s partnership with [Beijing] is not an alliance.", "0 cooperate 1"),
        (
            "[Mexico] trades more with the [United States] than with all other partners combined.",
            "0 cooperate 1",
        ),
        ("Relations between [Hungary] and [Serbia] are excellent.", "0 cooperate 1"),
        ("[Kigali] stands accused of arming the [M23|ORG].", "0 aid 1"),
        (
            "[South Africa], which sided with [Palestine] before the [International Court of "
            "Justice|ORG], was praised by [Algeria].",
            "0 support 1; 3 support 0",
        ),
        (
            "In the vote, [Cuba] and [Nicaragua] backed [Russia], while [Colombia] abstained.",
            "0 support 2; 1 support 2",
        ),
        ("[Baku] enjoys the full backing of [Ankara].", "1 support 0"),
        ("[Washington]'s security guarantee for [Seoul] rests on extended deterrence.", "0 support 1"),
        ("[Denmark] handed all of its artillery to [Ukraine].", "0 aid 1"),
        ("[Congress|ORG] approved $14 billion in military aid for [Israel].", "0 aid 1"),
        ("Two thirds of [Armenia]'s arms used to come from [Russia].", "1 supply 0"),
        ("[India] overtook [France] as [Armenia]'s main supplier of arms.", "0 supply 2; 1 supply 2"),
        ("[Dutch|NORP] lithography machines are barred from sale to [China].", "0 supply 1"),
        (
            "[Slovakia] still gets most of its oil through the [Druzhba|FAC] pipeline from [Russia].",
            "2 supply 0",
        ),
        ("The [Democratic Republic of Congo] ships 70 percent of its cobalt to [China].", "0 supply 1"),
        (
            "[Morocco]'s order of [HIMARS|PRODUCT] from the [United States] alarmed [Algiers].",
            "0 acquires 1; 2 supply 0",
        ),
        ("[Niger] accounted for a quarter of the uranium delivered to the [EU|ORG].", "0 supply 1"),
        ("[Addis Ababa] views [Cairo] with distrust.", "0 oppose 1"),
        (
            "[China] has lashed out at [Lithuania] over the [Taiwanese|NORP] office in [Vilnius].",
            "0 oppose 1",
        ),
        ("[Belgrade]'s dispute with [Pristina] has no end in sight.", "0 oppose 1; 1 oppose 0"),
        ("To counter [Iran], the [Saudis|NORP] courted [Iraq].", "1 oppose 0; 1 cooperate 2"),
        ("[Beijing] froze imports of [Australian|NORP] barley and coal.", "0 coerce 1"),
        (
            "[Ankara] held up [Sweden]'s accession to [NATO|ORG] until it had won concessions.",
            "0 oppose 1; 1 member_of 2",
        ),
        ("[Gazprom|ORG] cut gas deliveries to [Bulgaria] in April 2022.", "0 coerce 1"),
        (
            "The [Treasury|ORG] blacklisted [Hamdan Dagalo|PERSON], leader of the [Rapid Support "
            "Forces|ORG].",
            "0 coerce 1; 1 leads 2",
        ),
        ("Travel bans were imposed on [Zimbabwean|NORP] officials by [Canada].", "1 coerce 0"),
        ("[Azerbaijani|NORP] troops overran [Nagorno-Karabakh|LOC] within a day.", "0 assault 1"),
        ("[Tripoli] was shelled for fourteen months by [Haftar|PERSON]'s forces.", "1 assault 0"),
        ("[Hezbollah|ORG] rockets rained down on [Haifa].", "0 assault 1"),
        ("In [Yemen] the [Saudi|NORP]-led coalition bombed hospitals and markets.", "1 assault 0"),
        ("[Rwanda] keeps 2,000 soldiers in [Cabo Delgado].", "0 deploy 1"),
        ("The first [Marines|ORG] rotated through [Darwin] in 2012.", "0 deploy 1"),
        ("[France]'s last troops left [Chad] in January.", "0 deploy 1"),
        (
            "[Wagner|ORG] mercenaries arrived in [Bangui] in 2018 at [Touadéra|PERSON]'s request.",
            "0 deploy 1",
        ),
        ("A [German|NORP] brigade will be permanently stationed in [Lithuania].", "0 deploy 1"),
        ("[Chinese|NORP] coast guard vessels have swarmed around [Second Thomas Shoal|LOC].", "0 deploy 1"),
    ],
    "belonging, offices, plans and money": [
        ("The [Bureau of Cyberspace|ORG] at the [State Department|ORG] coordinates the work.", "0 part_of 1"),
        (
            "The plan comes from the [Defense Innovation Unit|ORG], a small [Pentagon|ORG] office in "
            "[Mountain View].",
            "0 part_of 1; 0 part_of 2",
        ),
        ("[Tencent|ORG] and [Alibaba|ORG], both [Chinese|NORP] firms, declined.", "0 part_of 2; 1 part_of 2"),
        ("[South Korea]-based [SK Hynix|ORG] has a plant in [Wuxi], [China].", "1 part_of 0; 2 part_of 3"),
        ("The [Galwan Valley|LOC] in [Ladakh] saw the first deaths.", "0 part_of 1"),
        (
            "Researchers of the [Fudan University|ORG] in [Shanghai] and the [Stimson Center|ORG] in "
            "[Washington] wrote the study.",
            "0 part_of 1; 2 part_of 3",
        ),
        (
            "The [Sahel|LOC] countries, [Mali], [Niger] and [Burkina Faso], formed a pact.",
            "1 part_of 0; 1 agree 2; 1 agree 3; 2 part_of 0; 2 agree 3; 3 part_of 0",
        ),
        (
            "[Claudia Sheinbaum|PERSON], who took over as president of [Mexico] in October, has kept "
            "the line.",
            "0 leads 1",
        ),
        ("[Prabowo|PERSON]'s [Indonesia] has joined [BRICS|ORG].", "0 leads 1; 1 member_of 2"),
        ("Under [Xi Jinping|PERSON], [China] has doubled its warheads.", "0 leads 1"),
        ("[Mohammed bin Salman|PERSON], the [Saudi|NORP] crown prince, called off the trip.", "0 leads 1"),
        ("[Italy] commands the [EUNAVFOR Aspides|MISSION] force from [Larissa].", "0 leads 1"),
        ("[Senator Ron Wyden|PERSON] (D-[OR]) sits on the [Intelligence Committee|ORG].", "0 member_of 2"),
        (
            "[Finland] and [Sweden], [NATO|ORG]'s newest members, border the [Baltic Sea|LOC].",
            "0 member_of 2; 1 member_of 2",
        ),
        (
            "As a member of both the [EU|ORG] and [NATO|ORG], [Latvia] gains twice.",
            "2 member_of 0; 2 member_of 1",
        ),
        ("[Argentina] withdrew its application to [BRICS|ORG].", "0 member_of 1"),
        (
            "[Zongyuan Zoe Liu|PERSON] of the [Council on Foreign Relations|ORG] calls it a bluff.",
            "0 member_of 1",
        ),
        ("[Bangladesh] is the largest troop contributor to [MINUSCA|MISSION].", "0 participates_in 1"),
        (
            "[Saab|ORG] will build the sensors for the [Global Combat Air Programme|PROGRAMME].",
            "0 participates_in 1",
        ),
        (
            "[Zelenskyy|PERSON] addressed the [Munich Security Conference|EVENT] by video.",
            "0 participates_in 1",
        ),
        ("[Roketsan|ORG]'s [Tayfun|PRODUCT] missile was first fired in 2022.", "0 develops 1"),
        ("The [Hwasong-18|PRODUCT], which [North Korea] tested in April, burns solid fuel.", "1 develops 0"),
        (
            "[Brussels] is drafting a [European Defence Industry Programme|PROGRAMME] worth [€1.5 "
            "billion|MONEY].",
            "0 develops 1",
        ),
        (
            "Known as the [Digital Silk Road|PROGRAMME], the scheme was announced by [Beijing] in 2015.",
            "1 develops 0",
        ),
        ("The [Peruvian|NORP] navy will get two [Todaro-class|PRODUCT] boats.", "0 acquires 1"),
        (
            "[Nippon Steel|ORG]'s bid for [U.S. Steel|ORG] was blocked by [Biden|PERSON].",
            "0 acquires 1; 2 oppose 0",
        ),
        ("[Adani|ORG] bought the port of [Haifa|FAC] for [$1.2 billion|MONEY].", "0 acquires 1; 0 funds 2"),
        ("[Warsaw]'s fleet of [F-16s|PRODUCT] will be upgraded.", "0 acquires 1"),
        ("[China] lent [Laos] [$6 billion|MONEY] for the railway.", "0 funds 1; 0 funds 2"),
        ("[Berlin]'s defence budget will rise to [3.5 percent|PERCENT] of GDP by 2029.", "0 funds 1"),
        ("[Abu Dhabi] has invested heavily in [Egypt]'s coast.", "0 funds 1"),
        (
            "[Beijing] responded by banning seafood from [Japan], which had released water from "
            "[Fukushima|FAC].",
            "0 coerce 1",
        ),
        (
            "Having lost its base in [Tartus], [Russia] is in talks with [Tobruk] about a port.",
            "1 deploy 0; 1 consult 2",
        ),
        ("[Kenya]-led police have retaken parts of [Port-au-Prince] from the gangs.", "0 assault 1"),
        ("[Singapore]'s [GIC|ORG] owns a tenth of the [Port of Brisbane|FAC].", "1 part_of 0; 1 acquires 2"),
    ],
    "reports and assessments": [
        ("The [PLA|ORG] trains to sink [American|NORP] carriers.", "0 assault 1"),
        (
            "The strategy aims to keep [China] from seizing [Taiwan] by raising the cost of war.",
            "0 assault 1",
        ),
        ("An attack by [Hezbollah|ORG] on [Israel] could drag [Lebanon] into war.", "0 assault 1"),
        (
            "The group [APT41|ORG], linked to [China]'s [Ministry of State Security|ORG], stole data "
            "from [Indian|NORP] firms.",
            "0 part_of 2; 0 assault 3; 2 part_of 1",
        ),
        ("[Moscow] almost certainly will continue to interfere in [Moldovan|NORP] elections.", "0 assault 1"),
        ("[Volt Typhoon|ORG] has burrowed into [U.S.|GPE] power grids.", "0 assault 1"),
        ("The [Senate|ORG] confirmed [Marco Rubio|PERSON] as secretary of state.", "0 support 1"),
        ("[Vietnam] ranked as the sixth-largest supplier of [U.S.|GPE] goods imports.", "0 supply 1"),
        ("[U.S.|GPE] exports of beef to [Japan] fell to [$1.6 billion|MONEY].", "0 supply 1"),
        ("[Canada] supplied more than half of [U.S.|GPE] crude imports in 2023.", "0 supply 1"),
        ("The [U.S.|GPE] trade deficit with [Vietnam] hit a record.", "0 cooperate 1"),
        ("[Mexico] is the leading destination for [U.S.|GPE] corn.", "1 supply 0"),
        ("[Japanese|NORP] carmakers rely on parts shipped from [Thailand].", "1 supply 0"),
        (
            "[TSMC|ORG], which produces chips for [Apple|ORG] and [Nvidia|ORG], is building fabs in "
            "[Arizona].",
            "0 supply 1; 0 supply 2",
        ),
        ("Imports from [China], the top source of [EU|ORG] solar panels, fell.", "0 supply 1"),
        (
            "The [NDAA|LAW] for FY2024 extended the [Pacific Deterrence Initiative|PROGRAMME], which "
            "the [Pentagon|ORG] had sought.",
            "2 support 1",
        ),
        ("[Representative Mike Gallagher|PERSON] introduced the [BIOSECURE Act|LAW].", "0 develops 1"),
        (
            "The [Commission|ORG] recommends that [Congress|ORG] create a [Bureau of Cyber Statistics|ORG].",
            "0 support 2; 1 develops 2",
        ),
        (
            "[Khrushchev|PERSON] wrote to [Kennedy|PERSON], offering to remove the missiles from [Cuba].",
            "0 consult 1; 0 deploy 2",
        ),
        (
            "[Secretary of State Rusk|PERSON] opposed an invasion, while [General LeMay|PERSON] of "
            "the [Air Force|ORG] pressed for one.",
            "1 member_of 2",
        ),
    ],
}
