<?php

namespace App\Events;

use App\Models\BroadcastLog;
use App\Models\Comment;
use Illuminate\Broadcasting\InteractsWithSockets;
use Illuminate\Broadcasting\PrivateChannel;
use Illuminate\Contracts\Broadcasting\ShouldBroadcast;
use Illuminate\Contracts\Events\ShouldDispatchAfterCommit;
use Illuminate\Foundation\Events\Dispatchable;
use Illuminate\Support\Str;

/**
 * Somebody commented on a task: broadcast(new CommentCreated($comment))->toOthers(). The event is written into the
 * history as it is made, with the id by which a client knows the live one and the fetched one for the same.
 */
final class CommentCreated implements ShouldBroadcast, ShouldDispatchAfterCommit
{
    use Dispatchable;
    use InteractsWithSockets;

    public readonly string $event_id;

    public function __construct(public readonly Comment $comment)
    {
        $this->event_id = (string) Str::ulid();
        $task = $comment->task;
        BroadcastLog::create([
            'workspace_id' => $task->project->workspace_id,
            'event_id' => $this->event_id,
            'event' => self::class,
            'channel' => "private-workspace.{$task->project->workspace_id}",
            'payload' => $this->broadcastWith(),
        ]);
    }

    /** @return array<int, PrivateChannel> */
    public function broadcastOn(): array
    {
        $project = $this->comment->task->project;

        return [
            new PrivateChannel("workspace.{$project->workspace_id}"),
            new PrivateChannel("project.{$project->id}"),
        ];
    }

    /** @return array<string, mixed> */
    public function broadcastWith(): array
    {
        $comment = $this->comment;
        $task = $comment->task;

        return [
            'comment' => [
                'id' => $comment->id,
                'task_id' => $task->id,
                'parent_id' => $comment->parent_id,
                'body' => Str::limit($comment->body, 2000),
                'created_at' => $comment->created_at->toISOString(),
                'author' => $comment->author->only(['id', 'name']),
            ],
            'task' => [
                'id' => $task->id,
                'key' => $task->key,
                'title' => $task->title,
                'project_id' => $task->project_id,
            ],
            'event_id' => $this->event_id,
        ];
    }
}
