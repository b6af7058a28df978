using System.Reflection;
using CollabBot.Core.Chat;
using CollabBot.Core.Commands;
using CollabBot.Core.People;
using CollabBot.Core.Text;

namespace CollabBot.Tests.Core.Commands;

/// <summary>A reader over the trial commands with the real words of Core, on Wednesday 2026-11-25.</summary>
internal static class Trial
{
    public static readonly DateOnly Today = new(2026, 11, 25);

    public static readonly Type[] Types =
    [
        typeof(OpenTrial), typeof(ListTrials), typeof(MyTrials), typeof(DepartmentTrials), typeof(ShowTrial), typeof(ClaimTrial), typeof(TransferTrial), typeof(DraftTrial),
        typeof(ShowGoalTrial), typeof(ProgressTrial), typeof(RegisterTrial), typeof(FeedbackTrial), typeof(HelpTrial), typeof(MeTrial), typeof(TrialHandlers),
    ];

    public static readonly Phrasebook Book = Phrasebook.Load(new TemplateFiles([.. CoreFiles, File("zh-CN", TrialWords.Chinese), File("en", TrialWords.English)]));

    public static readonly CommandCatalog Catalog = CommandCatalog.Of(Types, Book);

    public static readonly FormMaker Forms = new(Catalog, Book);

    public static readonly CommandReader Reader = new(Catalog, Book, Forms);

    public static readonly Roster Roster = new(
        [
            Somebody("p-wang", "王总"), Somebody("p-lina", "李娜", "d-sales"), Somebody("p-zhang", "张伟", "d-product"), Somebody("p-chen", "陈峰", "d-dev"),
            Somebody("p-lin", "小林", "d-product"), Somebody("p-ann", "Ann Lee"), Somebody("p-gone", "老赵") with { Left = true },
        ],
        [
            new Department { Id = "d-sales", Name = "销售部", Aliases = ["Sales"], HeadId = "p-lina" },
            new Department { Id = "d-product", Name = "产品部", Aliases = ["Product"], HeadId = "p-zhang" },
            new Department { Id = "d-law", Name = "法务部" },
            new Department { Id = "d-dev", Name = "研发部", HeadId = "p-chen" },
        ]);

    public static IEnumerable<TemplateFile> CoreFiles => new TemplateFiles([Assembly.Load("CollabBot.Features")], null).All.Where(f => f.Slice == "Core");

    public static TemplateFile File(string locale, string json, bool overridden = false) => new("Trial", "text", locale, ".json", json, overridden);

    public static ReadResult Read(string text, Func<ReadRequest, ReadRequest>? with = null)
    {
        var request = new ReadRequest { Text = text, Platform = "feishu", Locale = "zh-CN", Roster = Roster, Today = Today, IsDirect = true };
        return Reader.Read(with is null ? request : with(request));
    }

    /// <summary>The record of a line that must be a complete command.</summary>
    public static T Bind<T>(string text, Func<ReadRequest, ReadRequest>? with = null)
        where T : class
    {
        var result = Read(text, with);
        return (result as ReadResult.Command)?.Record as T ?? throw new AssertionException($"'{text}' was read as {result}");
    }

    public static ReadRequest InGroup(ReadRequest request) => request with { IsDirect = false };

    public static Mention At(string placeholder, string userId, string name) => new(placeholder, userId, name, IsBot: false);

    private static Person Somebody(string id, string name, string? department = null) =>
        new() { Id = id, Name = name, DepartmentId = department, Accounts = [$"feishu:ou_{id}"] };
}
