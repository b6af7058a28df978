using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CollabBot.BrowserTests;

/// <summary>The real executable on a free port with a data directory of its own, gone with all it wrote when disposed.</summary>
internal sealed class RunningService : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly string directory;

    private RunningService(Process process, string directory, string address)
    {
        this.process = process;
        this.directory = directory;
        Address = address;
    }

    /// <summary>Where its pages are.</summary>
    public string Address { get; }

    /// <summary>Starts it and returns once it printed that the playground is ready; with its own address as the public one, so that it may give out pages.</summary>
    public static async Task<RunningService> StartAsync(bool withPublicUrl = false, IReadOnlyDictionary<string, string>? settings = null)
    {
        var directory = Directory.CreateTempSubdirectory("collabbot-browser-").FullName;
        var address = $"http://127.0.0.1:{FreePort()}";
        var start = new ProcessStartInfo("dotnet", [Executable])
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["Urls"] = address, ["Storage__DataDirectory"] = Path.Combine(directory, "data") },
        };
        if (withPublicUrl)
            start.Environment["Web__PublicUrl"] = address;
        foreach (var (key, value) in settings ?? new Dictionary<string, string>())
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        var output = new StringBuilder();
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        void Read(object sender, DataReceivedEventArgs line)
        {
            lock (output)
                output.AppendLine(line.Data);
            if (line.Data?.Contains(address, StringComparison.Ordinal) == true)
                ready.TrySetResult();
        }

        process.OutputDataReceived += Read;
        process.ErrorDataReceived += Read;
        process.Exited += (_, _) => ready.TrySetException(new InvalidOperationException("The service ended: " + output));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var service = new RunningService(process, directory, address);
        try
        {
            await ready.Task.WaitAsync(StartLimit);
            return service;
        }
        catch
        {
            await service.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        Directory.Delete(directory, recursive: true);
    }

    // artifacts/bin/CollabBot.BrowserTests/debug → artifacts/bin/CollabBot/debug
    private static string Executable
    {
        get
        {
            var here = new DirectoryInfo(AppContext.BaseDirectory);
            return Path.Combine(here.Parent!.Parent!.FullName, "CollabBot", here.Name, "CollabBot.dll");
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
