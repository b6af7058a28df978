namespace CollabBot.Core.Text;

/// <summary>A sentence by key (<c>blockers.not-found</c>) with named values; worded in <c>templates/&lt;Slice&gt;/text.&lt;locale&gt;.json</c> as <c>没有 {id} 这条卡点</c>.</summary>
public sealed record Phrase(string Key, params (string Name, object? Value)[] Values);
