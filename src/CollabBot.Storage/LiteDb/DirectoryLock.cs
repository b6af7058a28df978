namespace CollabBot.Storage.LiteDb;

/// <summary>Another process owns the data directory; the message is one sentence for the operator.</summary>
public sealed class DirectoryInUseException(string message, Exception inner) : Exception(message, inner);

/// <summary>Proves that one process owns the data directory: two writers would destroy a LiteDB file within a second. The system frees it when the process dies.</summary>
internal static class DirectoryLock
{
    public static FileStream Take(string directory)
    {
        Directory.CreateDirectory(directory);
        try
        {
            return new FileStream(Path.Combine(directory, "collabbot.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        }
        catch (IOException e)
        {
            throw new DirectoryInUseException(
                $"The data directory {Path.GetFullPath(directory)} is in use by another CollabBot; stop that one first, or set Storage:DataDirectory to a directory of its own.", e);
        }
    }
}
