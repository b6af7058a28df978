using System.Runtime.CompilerServices;
using CollabBot.Core.Time;
using CollabBot.Feishu.Api;
using CollabBot.Feishu.Outbound;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Refit;

namespace CollabBot.Feishu.Inbound;

/// <summary>Reads the members of the bot's groups, now and every few hours, so that people are met by their names.</summary>
internal sealed class NameLearner(IFeishuChatApi api, NameBook names, FeishuPace pace, Pulse pulse, ILogger<NameLearner> logger) : BackgroundService
{
    private const int PageSize = 100;
    private static readonly TimeSpan Again = TimeSpan.FromHours(6);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await LearnAsync(stoppingToken);
            await Task.Delay(Again, pulse.Time, stoppingToken);
        }
    }

    /// <summary>One round; what cannot be read is left for the next.</summary>
    internal async Task LearnAsync(CancellationToken cancel)
    {
        await foreach (var chat in PagesAsync(api.ChatsAsync, cancel))
        {
            if (chat is not { ChatId: { Length: > 0 } id, ChatStatus: null or "normal" })
                continue;
            await foreach (var member in PagesAsync<FeishuMember>((size, token, c) => api.MembersAsync(id, "open_id", size, token, c), cancel))
            {
                if (member is { MemberId: { Length: > 0 } who, Name: { Length: > 0 } name })
                    names.Learn(who, name);
            }
        }
    }

    private async IAsyncEnumerable<T> PagesAsync<T>(
        Func<int, string?, CancellationToken, Task<IApiResponse<FeishuAnswer<FeishuPage<T>>>>> read, [EnumeratorCancellation] CancellationToken cancel)
    {
        string? token = null;
        do
        {
            await pace.WaitAsync(cancel);
            var at = token;
            var result = await FeishuCall.RunAsync(c => read(PageSize, at, c), cancel);
            if (result.Failure is { } failure)
            {
                logger.LogWarning("Names of Feishu's group members could not be read: {Reason}", failure.Reason);
                yield break;
            }

            foreach (var item in result.Answer?.Data?.Items ?? [])
                yield return item;
            token = result.Answer?.Data is { HasMore: true, PageToken: { Length: > 0 } next } && next != at ? next : null;
        }
        while (token is not null);
    }
}
