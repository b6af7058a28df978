using System.Text.Json;
using CollabBot.Core.Platforms;
using CollabBot.DingTalk.Api;
using CollabBot.DingTalk.Inbound;

namespace CollabBot.DingTalk.Outbound;

/// <summary>200 alone is no delivery: whom DingTalk did not reach stands in the answer, one by one.</summary>
internal static class Receipt
{
    /// <summary>Null when everybody was reached.</summary>
    public static DingTalkFailure? Problem(JsonElement? answer)
    {
        if (answer is not { } body)
            return null;
        if (body.Items("invalidStaffIdList").Any())
            return new DingTalkFailure(FailureKind.Misconfigured, "invalidStaffIdList", "HTTP 200 invalidStaffIdList");
        if (body.Items("flowControlledStaffIdList").Any())
            return new DingTalkFailure(FailureKind.Busy, "flowControlledStaffIdList", "HTTP 200 flowControlledStaffIdList", TimeSpan.FromMinutes(1));
        // Cards: one entry for each space they go to; another call has the list itself as its result
        var results = body.Child("result") is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : body.Child("result")?.Items("deliverResults") ?? [];
        foreach (var result in results)
            if (result.Flag("success") == false)
            {
                var words = result.Text("errorMsg") ?? "";
                return new DingTalkFailure(FailureKind.Misconfigured, "deliverResults", $"HTTP 200 deliverResults {result.Text("spaceType")}: {(words.Length > 200 ? words[..200] : words)}");
            }

        return null;
    }
}
