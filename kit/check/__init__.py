"""The audit: what is pointed at, what is asked, what it means, and what the rules say of it.

Where to look:

    the run         audit  subject  world  types
    reading         gathering  crawl  reading  targets  local  mentions  hiding  site
    asking          asking  https_and_mail  probing (profiles)  reaching (mail, certificate, domain)
    verdicts        judge  walls (bot walls, login walls, parked pages)  bare
                    verdicts  suggesting  moved  pictures
    comparing       truth  slips  agreement  grades
    checks          rule  rules/  placeholders  publishable (what `build --publish` refuses)
    between runs    memory  news  confirmed  ignores
    the plan        verify/ (live checks of its items)
    for reports     groups

A new check is a function in `rules/`.
"""
