using System.Collections.Concurrent;
using System.Collections.Immutable;
using CollabBot.Core.Storage;

namespace CollabBot.Core.Time;

/// <summary>Keeps the company's days and everybody's absences in memory: read once, then moved on by every commit; gives them to the <see cref="TeamClock"/>.</summary>
public sealed class CalendarSource(IDocumentStore store, TeamClock clock, PublicDaysFile? file = null) : ISnapshot
{
    // Old absences matter only to clocks that ran through them
    private const int DaysBack = 200;
    private readonly Lock gate = new();
    private readonly ConcurrentDictionary<string, ComputedDays?> abroad = new(StringComparer.OrdinalIgnoreCase);
    private ImmutableDictionary<string, CompanyDay> days = ImmutableDictionary<string, CompanyDay>.Empty;
    private ImmutableDictionary<string, Absence> absences = ImmutableDictionary<string, Absence>.Empty;
    private ILookup<string, Absence> byPerson = Array.Empty<Absence>().ToLookup(a => a.PersonId);
    private SaturdayRule? saturdays;
    private volatile bool loaded;

    /// <summary>The days of a foreign country, or null when there are no rules for it.</summary>
    public IPublicDays? Abroad(string country) => abroad.GetOrAdd(country, ComputedDays.Of);

    /// <summary>The person's absences that still matter, in order.</summary>
    public IReadOnlyList<Absence> AbsencesOf(string personId) => [.. Volatile.Read(ref byPerson)[personId]];

    /// <summary>Every absence that still matters.</summary>
    public IReadOnlyList<Absence> Absences => [.. Volatile.Read(ref byPerson).SelectMany(a => a)];

    /// <summary>The company's changes to the calendar, in order.</summary>
    public IReadOnlyList<CompanyDay> Days => [.. days.Values.Where(d => !d.Cancelled).OrderBy(d => d.Day)];

    /// <summary>Looks whether the published days changed, and takes the new ones.</summary>
    public void RefreshPublic()
    {
        if (file?.Read() is not { } published || published.Version == clock.Calendar.Public.Version)
            return;
        lock (gate)
        {
            clock.Use(WorkCalendar.Of(published));
            Publish();
        }
    }

    /// <inheritdoc/>
    public async ValueTask EnsureAsync(CancellationToken cancel)
    {
        if (!loaded)
            await ReloadAsync(cancel);
    }

    /// <inheritdoc/>
    public async Task ReloadAsync(CancellationToken cancel)
    {
        await using var work = store.Begin();
        var company = await work.ListAsync(Query<CompanyDay>.All, cancel);
        var rule = await work.FindAsync<SaturdayRule>(SaturdayRule.OnlyId, cancel);
        var away = await work.ListAsync(Absence.EndingFrom(clock.Today.AddDays(-DaysBack)), cancel);
        lock (gate)
        {
            Take(company);
            Take(away);
            if (rule is not null)
                Take([rule]);
            loaded = true;
            Publish();
        }
    }

    /// <inheritdoc/>
    public void Committed(IReadOnlyList<Document> changed)
    {
        var ours = changed.Where(Leads).ToList();
        if (ours.Count == 0)
            return;
        lock (gate)
        {
            Take(ours);
            Publish();
        }
    }

    /// <inheritdoc/>
    public bool Leads(Document document) => document is CompanyDay or SaturdayRule or Absence;

    private void Take(IEnumerable<Document> changed)
    {
        foreach (var document in changed)
            switch (document)
            {
                case CompanyDay day when !(days.GetValueOrDefault(day.Id)?.Version > day.Version):
                    days = days.SetItem(day.Id, day);
                    break;
                case Absence absence when !(absences.GetValueOrDefault(absence.Id)?.Version > absence.Version):
                    absences = absences.SetItem(absence.Id, absence);
                    break;
                case SaturdayRule rule when !(saturdays?.Version > rule.Version):
                    saturdays = rule;
                    break;
            }
    }

    private void Publish()
    {
        byPerson = absences.Values.Where(a => !a.Cancelled).OrderBy(a => a.From).ToLookup(a => a.PersonId, StringComparer.Ordinal);
        clock.Use(clock.Calendar.With(days.Values, saturdays));
    }
}
