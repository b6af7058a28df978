using System.Text.Json;
using System.Text.RegularExpressions;
using CollabBot.Core.Chat;

namespace CollabBot.DingTalk.Inbound;

/// <summary>
/// Brings together whom a message mentions: the people stand in the text as "@nick", their ids in a list of no promised order. A pair is certain where the name of the id is known and stands
/// there, and where one of each is left over; anything else stays a name for the roster.
/// </summary>
internal static partial class AtNames
{
    private const int MostPeople = 50;

    public static IReadOnlyList<Mention> Pair(JsonElement body, string text, StaffNames names)
    {
        var bot = body.Id("chatbotUserId");
        var users = body.Items("atUsers").Where(u => u.Id("dingtalkId") != bot).Take(MostPeople).Select(u => u.Id("staffId")).ToList();
        if (users.Count == 0)
            return [];

        var found = new List<(int At, Mention Mention)>();
        foreach (var staff in users.OfType<string>().Distinct(StringComparer.Ordinal).OrderByDescending(s => names.Of(s)?.Length ?? 0).ToList())
            if (names.Of(staff) is { } name && users.Count(u => u is not null && names.Of(u) == name) == 1 && Place(text, name, found) is { } at)
            {
                found.Add((at, new Mention("@" + name, staff, name, false)));
                users.Remove(staff);
            }

        // Somebody outside the organisation has no staff id and still takes one of the names
        var left = Signs().Matches(text).Where(sign => !found.Any(f => Covers(f, sign.Index))).Take(2).ToList();
        if (users is [{ } only] && left is [var sign])
            found.Add((sign.Index, new Mention(sign.Value, only, sign.Value[1..], false)));
        return [.. found.OrderBy(f => f.At).Select(f => f.Mention)];
    }

    private static int? Place(string text, string name, List<(int At, Mention Mention)> taken)
    {
        for (var at = text.IndexOf("@" + name, StringComparison.Ordinal); at >= 0; at = text.IndexOf("@" + name, at + 1, StringComparison.Ordinal))
        {
            var end = at + 1 + name.Length;
            if ((end == text.Length || !char.IsLetterOrDigit(text[end])) && !taken.Any(t => Covers(t, at)))
                return at;
        }

        return null;
    }

    private static bool Covers((int At, Mention Mention) found, int index) => index >= found.At && index < found.At + found.Mention.Placeholder.Length;

    [GeneratedRegex(@"(?<!\S)@\S+")]
    private static partial Regex Signs();
}
