using CollabBot.Core.Chat;
using CollabBot.Core.People;

namespace CollabBot.Features.Goals;

/// <content>The rules: each step returns the next state or throws <see cref="RuleException"/> with a way out.</content>
public sealed partial record Goal
{
    /// <summary>A first wording, open for signatures.</summary>
    public static Goal Draft(string id, GoalTerms terms, Person by, DateTimeOffset now)
    {
        terms.Check();
        return new Goal { Id = id, Terms = terms, Hash = terms.Fingerprint(), DraftedById = by.Id, DraftedAt = now };
    }

    /// <summary>The actor answers for every named department they lead; the goal becomes effective with the last signature.</summary>
    public Goal Sign(Person actor, Roster roster, Verdict verdict, string? words, Department? conditionOn, DateOnly? conditionDue, DateTimeOffset now)
    {
        var led = MaySign(actor, roster);
        if (verdict == Verdict.Conditional && (string.IsNullOrWhiteSpace(words) || conditionOn is null || conditionDue is null))
            throw new RuleException("goals.condition-incomplete", ("id", Id));
        if (verdict == Verdict.Oppose && string.IsNullOrWhiteSpace(words))
            throw new RuleException("goals.objection-incomplete", ("id", Id));
        var answers = led.Select(d => new Signature(d.Id, actor.Id, d.HeadId != actor.Id, verdict, now, Hash)
        {
            Words = verdict == Verdict.Vouch || string.IsNullOrWhiteSpace(words) ? null : words.Trim(),
            ConditionDepartmentId = verdict == Verdict.Conditional ? conditionOn?.Id : null,
            ConditionDue = verdict == Verdict.Conditional ? conditionDue : null,
            HeadId = d.HeadId,
            FollowsId = SignatureOf(d.Id) is { } before && IsSuccessor(before, actor, d) ? before.PersonId : null,
        }).ToList();
        var signed = this with
        {
            Signatures = [.. Signatures.Where(s => answers.All(a => a.DepartmentId != s.DepartmentId)), .. answers],
            Replaced = [.. Replaced, .. Signatures.Where(s => answers.Any(a => a.DepartmentId == s.DepartmentId))],
        };
        return State == GoalState.Signing && signed.Terms.DepartmentIds.All(id => signed.SignatureOf(id) is { Verdict: not Verdict.Oppose })
            ? signed with { State = GoalState.Effective, EffectiveAt = now }
            : signed;
    }

    /// <summary>
    /// The departments the actor answers for, or a refusal: nobody else signs, and nothing is signed that is given up; what is in force only by who became head since.
    /// </summary>
    public IReadOnlyList<Department> MaySign(Person actor, Roster roster)
    {
        MustBeAlive();
        var led = roster.LedBy(actor).Where(d => Terms.DepartmentIds.Contains(d.Id, StringComparer.Ordinal)).ToList();
        if (State == GoalState.Effective)
            return led.Where(d => SignatureOf(d.Id) is { } before && IsSuccessor(before, actor, d)).ToList() is { Count: > 0 } followed
                ? followed
                : throw new RuleException("goals.already-effective", ("id", Id));
        return led.Count > 0 ? led : throw new RuleException("goals.sign-not-yours", ("id", Id), ("names", SignerNames(roster)));
    }

    /// <summary>Departments whose head changed since they signed and was not asked yet, with the new head.</summary>
    public IReadOnlyList<(Department Department, Person Head, Signature Signature)> Successions(Roster roster) =>
    [
        .. from signature in State == GoalState.Dropped ? [] : Signatures.Where(s => s.Hash == Hash)
           let department = roster.Department(signature.DepartmentId)
           let head = roster.Person(department?.HeadId)
           where head is { Left: false } && IsSuccessor(signature, head, department) && !Nudges.Any(n => n.Hours == 0 && n.DepartmentId == department.Id && n.PersonId == head.Id)
           select (department, head, signature),
    ];

    /// <summary>The department a condition depends on says that it is done; its head or deputy says so.</summary>
    public Goal DeliverCondition(string conditionId, Person actor, Roster roster, DateTimeOffset now)
    {
        var signature = Condition(conditionId);
        if (signature.MetAt is not null)
            throw new RuleException("goals.dependency-met", ("id", conditionId));
        return Leads(actor, signature.ConditionDepartmentId, roster)
            ? With(signature with { DoneAt = now, DoneById = actor.Id })
            : throw new RuleException("goals.dependency-not-yours", ("id", conditionId), ("name", roster.Department(signature.ConditionDepartmentId)?.Name ?? ""));
    }

    /// <summary>Who set a condition agrees that it is met; nobody else can.</summary>
    public Goal MeetCondition(string conditionId, Person actor, Roster roster, DateTimeOffset now)
    {
        var signature = Condition(conditionId);
        if (signature.MetAt is not null)
            throw new RuleException("goals.dependency-met", ("id", conditionId));
        return Leads(actor, signature.DepartmentId, roster)
            ? With(signature with { MetAt = now, MetById = actor.Id })
            : throw new RuleException("goals.dependency-not-agreed", ("id", conditionId), ("name", roster.Department(signature.DepartmentId)?.Name ?? ""));
    }

    /// <summary>The signature whose condition has this id.</summary>
    public Signature Condition(string conditionId) =>
        Signatures.FirstOrDefault(s => s.ConditionId == conditionId) ?? throw new RuleException("goals.dependency-void", ("id", conditionId), ("goal", Id));

    /// <summary>A head names another target; the last word of each department is a rung of the ladder.</summary>
    public Goal Propose(Person actor, Roster roster, decimal value, string? reason, DateTimeOffset now)
    {
        MustBeSigning();
        var led = MaySign(actor, roster);
        if (value == Terms.From)
            throw new RuleException("goals.no-way-to-go");
        var words = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim();
        return this with { Counters = [.. Counters, .. led.Select(d => new Counter(d.Id, actor.Id, value, words, now))] };
    }

    /// <summary>The sponsor puts it in force although not everybody signed.</summary>
    public Goal Decide(Person sponsor, DateTimeOffset now)
    {
        MustBeSigning();
        return this with
        {
            State = GoalState.Effective,
            EffectiveAt = now,
            DecidedById = sponsor.Id,
            DecidedOverIds = [.. Terms.DepartmentIds.Where(id => SignatureOf(id) is null or { Verdict: Verdict.Oppose })],
        };
    }

    /// <summary>Another wording: the next edition, with no signatures. The same wording is refused.</summary>
    public Goal Revise(Person actor, GoalTerms terms, ChangeKind change, string reason, DateTimeOffset now)
    {
        MustBeAlive();
        terms.Check();
        var hash = terms.Fingerprint();
        if (hash == Hash)
            throw new RuleException("goals.nothing-changed", ("id", Id));
        return this with
        {
            Terms = terms,
            Hash = hash,
            Edition = Edition + 1,
            State = GoalState.Signing,
            EffectiveAt = null,
            DecidedById = null,
            DecidedOverIds = [],
            Signatures = [],
            Replaced = [],
            Counters = [],
            Nudges = [],
            Earlier = [.. Earlier, Closed(change, reason, actor, now)],
        };
    }

    /// <summary>Given up, with the reason kept.</summary>
    public Goal Drop(Person actor, string reason, DateTimeOffset now)
    {
        MustBeAlive();
        return this with
        {
            State = GoalState.Dropped,
            Earlier = [.. Earlier, Closed(ChangeKind.Dropped, reason, actor, now)],
        };
    }

    /// <summary>A new number beside the old ones.</summary>
    public Goal Report(Person actor, decimal value, string? note, string? source, DateTimeOffset now)
    {
        MustBeAlive();
        var reading = new Reading(value, actor.Id, now, source ?? Terms.Source, string.IsNullOrWhiteSpace(note) ? null : note.Trim());
        return this with { Readings = [.. Readings, reading] };
    }

    /// <summary>The heads (or deputies) of the named departments, by name.</summary>
    public IReadOnlyList<string> SignerNames(Roster roster) =>
    [
        .. Terms.DepartmentIds.Select(id => roster.Department(id)).OfType<Department>()
            .Select(d => roster.Person(d.HeadId)?.Name ?? roster.Person(d.DeputyId)?.Name ?? d.Name),
    ];

    private static bool IsSuccessor(Signature before, Person actor, Department department)
    {
        var head = before.HeadId ?? (before.AsDeputy ? null : before.PersonId);
        return department.HeadId == actor.Id && before.PersonId != actor.Id && head is not null && head != actor.Id;
    }

    private static bool Leads(Person actor, string? departmentId, Roster roster) => roster.LedBy(actor).Any(d => d.Id == departmentId);

    private Goal With(Signature changed) => this with { Signatures = [.. Signatures.Select(s => s.DepartmentId == changed.DepartmentId ? changed : s)] };

    private GoalEdition Closed(ChangeKind change, string reason, Person actor, DateTimeOffset now) => new(Edition, Terms, Hash, Signatures, change, reason, actor.Id, now)
    {
        EffectiveAt = EffectiveAt,
        DecidedById = DecidedById,
        DecidedOverIds = DecidedOverIds,
        Replaced = Replaced,
        Counters = Counters,
    };

    private void MustBeAlive()
    {
        if (State == GoalState.Dropped)
            throw new RuleException("goals.dropped", ("id", Id));
    }

    private void MustBeSigning()
    {
        MustBeAlive();
        if (State == GoalState.Effective)
            throw new RuleException("goals.already-effective", ("id", Id));
    }
}
