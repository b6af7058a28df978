using System.Collections.Frozen;

namespace CollabBot.Feishu;

/// <summary>Which sentence of <c>templates/Feishu</c> explains a code, be it of an API, of a refused card or one that the client shows to who pressed a button.</summary>
internal static class FeishuReasons
{
    private static readonly FrozenDictionary<int, string> Sentences = new (string Sentence, int[] Codes)[]
    {
        ("busy", [99991400, 230020, 232019, 11232, 11233, 11247]),
        ("pressed", [230049, 200810]),
        ("secret", [10003, 10005, 10012, 10013, 10014, 10015, 20002, 514, 1000040344]),
        ("connections", [1000040350]),
        ("no-link", [403]),
        ("link-busy", [1, 1000040343]),
        ("token", [99991661, 99991663, 99991664, 99991665, 99991668, 99991671, 99991677]),
        ("scope", [99991672, 99991676, 99991679, 230027]),
        ("app-off", [99991662, 99991673, 232004, 232034]),
        ("bot-off", [230006, 232025, 11205]),
        ("ip", [99991401]),
        ("quota", [99991403]),
        ("not-in-chat", [230002, 10002, 232011]),
        ("chat-gone", [230045, 232006, 232009, 99992355, 99992356]),
        ("unavailable", [230013, 232024]),
        ("left", [230029]),
        ("stopped", [230053]),
        ("muted", [230018, 230035, 232017, 230074]),
        ("other-tenant", [230038, 232010, 232033, 99992381]),
        ("unknown-id", [230034, 99992351, 99992360, 99992363, 99992364]),
        ("other-app", [99992361]),
        ("sensitive", [230022]),
        ("leak", [230028]),
        ("too-long", [230025, 19036, 19002, 11311, 200860]),
        ("too-old", [230031]),
        ("recalled", [230011, 230110, 99992354, 200000]),
        ("not-a-card", [230054]),
        ("invalid", [230001, 230015, 230017, 230030, 230055, 232001, 9499, 99992402, 99991201, 99991301, 1470400]),
        ("task", [1470403, 1470404]),
        ("card", [230099, 11246]),
        ("card-too-much", [11310]),
        ("card-person", [100290]),
        ("card-template", [200380, 200381, 200732, 200737]),
        ("card-chart", [200550]),
        ("card-image", [200570]),
        ("card-unknown", [200621]),
        ("card-old-part", [200861, 200830]),
        ("card-table", [200914, 200915]),
        ("card-name", [200530]),
        ("callback-off", [200340]),
        ("callback-late", [200341, 108002]),
        ("callback-unreachable", [200342, 200343, 200080]),
        ("callback-answer", [200671, 200672, 200673]),
    }.SelectMany(s => s.Codes, (s, code) => KeyValuePair.Create(code, s.Sentence)).ToFrozenDictionary();

    /// <summary>Every code that has a sentence.</summary>
    public static IReadOnlyCollection<int> Codes => Sentences.Keys;

    /// <summary>The key of the sentence; null for a code nobody has explained.</summary>
    public static string? Key(int code) => Sentences.TryGetValue(code, out var sentence) ? $"feishu.why.{sentence}" : null;
}
