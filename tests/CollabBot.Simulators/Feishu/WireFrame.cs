using System.Text;

namespace CollabBot.Simulators.Feishu;

/// <summary>A frame of the long connection, written and read by hand so that it proves the bot's generated code.</summary>
public sealed record WireFrame(ulong SeqId, ulong LogId, int Service, int Method, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Payload)
{
    public string? Header(string key) => Headers.FirstOrDefault(h => h.Key == key).Value;

    public byte[] Encode()
    {
        var bytes = new List<byte>();
        Varint(bytes, 1 << 3, SeqId);
        Varint(bytes, 2 << 3, LogId);
        Varint(bytes, 3 << 3, (ulong)Service);
        Varint(bytes, 4 << 3, (ulong)Method);
        foreach (var (key, value) in Headers)
        {
            var pair = new List<byte>();
            Chunk(pair, 1, Encoding.UTF8.GetBytes(key));
            Chunk(pair, 2, Encoding.UTF8.GetBytes(value));
            Chunk(bytes, 5, [.. pair]);
        }

        if (Payload.Length > 0)
            Chunk(bytes, 8, Payload);
        return [.. bytes];
    }

    public static WireFrame Decode(ReadOnlySpan<byte> bytes)
    {
        var numbers = new ulong[5];
        var headers = new List<KeyValuePair<string, string>>();
        byte[] payload = [];
        while (bytes.Length > 0)
        {
            var (field, wire) = Key(ref bytes);
            if (wire == 0 && field <= 4)
            {
                numbers[field] = Varint(ref bytes);
                continue;
            }

            var chunk = Chunk(ref bytes, wire);
            if (field == 5)
                headers.Add(Pair(chunk));
            else if (field == 8)
                payload = chunk.ToArray();
        }

        return new WireFrame(numbers[1], numbers[2], (int)numbers[3], (int)numbers[4], headers, payload);
    }

    private static KeyValuePair<string, string> Pair(ReadOnlySpan<byte> bytes)
    {
        var parts = new string[3];
        while (bytes.Length > 0)
        {
            var (field, wire) = Key(ref bytes);
            parts[field] = Encoding.UTF8.GetString(Chunk(ref bytes, wire));
        }

        return KeyValuePair.Create(parts[1], parts[2]);
    }

    private static (int Field, int Wire) Key(ref ReadOnlySpan<byte> bytes)
    {
        var key = (int)Varint(ref bytes);
        return (key >> 3, key & 7);
    }

    private static ReadOnlySpan<byte> Chunk(ref ReadOnlySpan<byte> bytes, int wire)
    {
        if (wire != 2)
            throw new InvalidDataException($"wire type {wire}");
        var length = (int)Varint(ref bytes);
        var chunk = bytes[..length];
        bytes = bytes[length..];
        return chunk;
    }

    private static ulong Varint(ref ReadOnlySpan<byte> bytes)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var b = bytes[0];
            bytes = bytes[1..];
            value |= (ulong)(b & 0x7f) << shift;
            if (b < 0x80)
                return value;
        }
    }

    private static void Varint(List<byte> bytes, int key, ulong value)
    {
        Varint(bytes, (ulong)key);
        Varint(bytes, value);
    }

    private static void Varint(List<byte> bytes, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            bytes.Add((byte)(value | 0x80));
        bytes.Add((byte)value);
    }

    private static void Chunk(List<byte> bytes, int field, byte[] chunk)
    {
        Varint(bytes, (field << 3) | 2, (ulong)chunk.Length);
        bytes.AddRange(chunk);
    }
}
