"""Whether items of the plan are done out there: name servers, registry, the site as it answers, other people's pages."""
