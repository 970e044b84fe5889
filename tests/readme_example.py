import irp

extraction = irp.extract("samples/hmp-ashdown-vale-2022.pdf")
print(extraction.status)
for problem in extraction.problems:  # why it was refused, or what to look at
    print(problem.code, problem.message)

if extraction.report:  # None if the source was refused
    for follow_up in extraction.report.follow_ups:
        judgement = follow_up.judgement.value if follow_up.judgement else "no judgement"
        print(follow_up.area, "-", judgement)

for place in extraction.provenance.get("/follow_ups/0/judgement/value", []):
    print(f"page {place.page}, characters {place.start} to {place.end}, box {place.box}")
