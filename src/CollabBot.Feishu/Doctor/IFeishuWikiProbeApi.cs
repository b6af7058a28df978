using CollabBot.Feishu.Api;
using Refit;

namespace CollabBot.Feishu.Doctor;

/// <summary>The two calls of a test write: https://open.feishu.cn/document/server-docs/docs/wiki-v2/space-node/create and …/update_title</summary>
internal interface IFeishuWikiProbeApi
{
    [Post("/open-apis/wiki/v2/spaces/{spaceId}/nodes")]
    Task<IApiResponse<FeishuAnswer<WikiNodeAnswer>>> CreateAsync(string spaceId, [Body] NewWikiNode node, CancellationToken cancel);

    [Post("/open-apis/wiki/v2/spaces/{spaceId}/nodes/{nodeToken}/update_title")]
    Task<IApiResponse<FeishuAnswer<NoContent>>> RenameAsync(string spaceId, string nodeToken, [Body] WikiTitle title, CancellationToken cancel);
}

internal sealed record NewWikiNode(string ObjType, string NodeType, string? ParentNodeToken, string Title);

internal sealed record WikiTitle(string Title);

internal sealed record WikiNodeAnswer(WikiNode? Node);

internal sealed record WikiNode(string? NodeToken);
